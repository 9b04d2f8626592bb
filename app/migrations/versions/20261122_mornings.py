"""mornings on which it was looked through who owes what, found by the day it is due on

Revision 0022, after 0021, 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

import reviews.base

revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('morning',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('time_zone', sa.String(length=60), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_morning')),
    sa.UniqueConstraint('time_zone', 'day', name=op.f('uq_morning_time_zone_day'))
    )
    with op.batch_alter_table('matter', schema=None) as batch_op:
        batch_op.add_column(sa.Column('morning_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_matter_morning_id'), ['morning_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_matter_morning_id'), 'morning', ['morning_id'], ['id'])
    op.create_index('ix_check_in_due', 'check_in', ['due_on'], sqlite_where=sa.text('closed_at IS NULL'),
                    postgresql_where=sa.text('closed_at IS NULL'))
    op.create_index('ix_commitment_due', 'commitment', ['due_on'], sqlite_where=sa.text('dropped_at IS NULL'),
                    postgresql_where=sa.text('dropped_at IS NULL'))


def downgrade():
    op.drop_index('ix_commitment_due', table_name='commitment')
    op.drop_index('ix_check_in_due', table_name='check_in')
    with op.batch_alter_table('matter', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_matter_morning_id'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_matter_morning_id'))
        batch_op.drop_column('morning_id')
    op.drop_table('morning')
