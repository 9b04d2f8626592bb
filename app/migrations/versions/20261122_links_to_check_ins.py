"""links to one check-in

Revision 0017, after 0016, 2026-11-22. On the way down the links to check-ins go, and with them what was begun by them: it must
not open more than it did.
"""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None

ONE_PAGE = '(meeting_id IS NULL) <> (check_in_id IS NULL)'


def upgrade():
    with op.batch_alter_table('page_link', schema=None) as batch_op:
        batch_op.add_column(sa.Column('check_in_id', sa.Integer(), nullable=True))
        batch_op.alter_column('meeting_id', existing_type=sa.Integer(), nullable=True)
        batch_op.create_index(batch_op.f('ix_page_link_check_in_id'), ['check_in_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_page_link_check_in_id'), 'check_in', ['check_in_id'], ['id'])
        batch_op.create_check_constraint(batch_op.f('ck_page_link_one_page'), ONE_PAGE)
    with op.batch_alter_table('matter', schema=None) as batch_op:
        batch_op.add_column(sa.Column('check_in_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_matter_check_in_id'), ['check_in_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_matter_check_in_id'), 'check_in', ['check_in_id'], ['id'])


def downgrade():
    op.execute('DELETE FROM sign_in WHERE page_link_id IN (SELECT id FROM page_link WHERE meeting_id IS NULL)')
    op.execute('DELETE FROM page_link WHERE meeting_id IS NULL')
    with op.batch_alter_table('matter', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_matter_check_in_id'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_matter_check_in_id'))
        batch_op.drop_column('check_in_id')
    with op.batch_alter_table('page_link', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_page_link_one_page'), type_='check')
        batch_op.drop_constraint(batch_op.f('fk_page_link_check_in_id'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_page_link_check_in_id'))
        batch_op.alter_column('meeting_id', existing_type=sa.Integer(), nullable=False)
        batch_op.drop_column('check_in_id')
