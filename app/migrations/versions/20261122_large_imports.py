"""large imports: the file apart, what waits for the worker, the answers, and how columns were matched

Revision 0005, after 0004, 2026-11-22. A file that waits for its confirmation stays and is taken in as it was matched.
"""

import sqlalchemy as sa
from alembic import op

import reviews.base

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('import_file',
    sa.Column('import_id', sa.Integer(), nullable=False),
    sa.Column('data', sa.LargeBinary(), nullable=True),
    sa.Column('content', sa.Text(), nullable=True),
    sa.Column('preview', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('left_out', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['import_id'], ['import.id'], name=op.f('fk_import_file_import_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('import_id', name=op.f('pk_import_file'))
    )
    op.create_table('import_matching',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('headers', sa.String(length=64), nullable=False),
    sa.Column('columns', sa.JSON(), nullable=False),
    sa.Column('chosen_by_id', sa.Integer(), nullable=False),
    sa.Column('chosen_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['chosen_by_id'], ['person.id'], name=op.f('fk_import_matching_chosen_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_matching')),
    sa.UniqueConstraint('kind', 'headers', name=op.f('uq_import_matching_kind_headers'))
    )
    op.execute("INSERT INTO import_file (import_id, content) SELECT id, content FROM import")
    with op.batch_alter_table('import', schema=None) as batch_op:
        batch_op.add_column(sa.Column('headers', sa.JSON(), nullable=False, server_default='[]'))
        batch_op.add_column(sa.Column('notes', sa.JSON(), nullable=False, server_default='[]'))
        batch_op.add_column(sa.Column('answers', sa.JSON(), nullable=False, server_default='{}'))
        batch_op.add_column(sa.Column('row_count', sa.Integer(), nullable=True, server_default='0'))
        batch_op.add_column(sa.Column('matched_by_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('matched_at', reviews.base.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('waits_for', sa.String(length=10), nullable=True))
        batch_op.add_column(sa.Column('waits_since', reviews.base.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('begun', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('done', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('asked_by_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('seen', sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column('trouble', sa.Text(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('outcome', sa.Text(), nullable=False, server_default=''))
        batch_op.create_index(batch_op.f('ix_import_waits_for'), ['waits_for'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_import_matched_by_id'), 'person', ['matched_by_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_import_asked_by_id'), 'person', ['asked_by_id'], ['id'])
        batch_op.drop_column('content')
    with op.batch_alter_table('import', schema=None) as batch_op:  # the values for what is there are in; new rows say their own
        for name in ('headers', 'notes', 'answers', 'row_count', 'begun', 'done', 'trouble', 'outcome'):
            batch_op.alter_column(name, server_default=None)


def downgrade():
    with op.batch_alter_table('import', schema=None) as batch_op:
        batch_op.add_column(sa.Column('content', sa.Text(), nullable=False, server_default=''))
        batch_op.drop_constraint(batch_op.f('fk_import_matched_by_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_import_asked_by_id'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_import_waits_for'))
        for name in ('headers', 'notes', 'answers', 'row_count', 'matched_by_id', 'matched_at', 'waits_for', 'waits_since',
                     'begun', 'done', 'asked_by_id', 'seen', 'trouble', 'outcome'):
            batch_op.drop_column(name)
    op.execute("UPDATE import SET content = coalesce((SELECT content FROM import_file WHERE import_id = import.id), '')")
    with op.batch_alter_table('import', schema=None) as batch_op:
        batch_op.alter_column('content', server_default=None)
    op.drop_table('import_matching')
    op.drop_table('import_file')
