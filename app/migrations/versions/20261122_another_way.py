"""verdicts: what is expected of the days that follow, and another way to the same item

Revision 0021, after 0020, 2026-11-22. Until now nobody was asked what they expect of an extension, so that nothing stands there.
"""

import sqlalchemy as sa
from alembic import op

import reviews.base

revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('verdict', schema=None) as batch_op:
        batch_op.add_column(sa.Column('expected', sa.Text(), server_default='', nullable=False))
        batch_op.alter_column('then', existing_type=sa.String(8), type_=sa.String(12), existing_nullable=False)
    op.create_table('another_way',
    sa.Column('verdict_id', sa.Integer(), nullable=False),
    sa.Column('cause', sa.String(length=12), nullable=True),
    sa.Column('cause_note', sa.Text(), nullable=False),
    sa.Column('diagnosed_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('diagnosed_by_id', sa.Integer(), nullable=True),
    sa.Column('version_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['diagnosed_by_id'], ['person.id'], name=op.f('fk_another_way_diagnosed_by_id')),
    sa.ForeignKeyConstraint(['verdict_id'], ['verdict.id'], name=op.f('fk_another_way_verdict_id')),
    sa.ForeignKeyConstraint(['version_id'], ['plan_version.id'], name=op.f('fk_another_way_version_id')),
    sa.PrimaryKeyConstraint('verdict_id', name=op.f('pk_another_way'))
    )
    with op.batch_alter_table('another_way', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_another_way_version_id'), ['version_id'], unique=False)


def downgrade():
    op.drop_table('another_way')
    op.execute("UPDATE verdict SET \"then\" = 'extend' WHERE \"then\" = 'another way'")
    with op.batch_alter_table('verdict', schema=None) as batch_op:
        batch_op.alter_column('then', existing_type=sa.String(12), type_=sa.String(8), existing_nullable=False)
        batch_op.drop_column('expected')
