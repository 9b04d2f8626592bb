"""how often a door was tried, and on which device somebody is signed in

Revision 0004, after 0003, 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

import reviews.base

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('attempt',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('door', sa.String(length=20), nullable=False),
    sa.Column('who', sa.String(length=64), nullable=False),
    sa.Column('at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attempt'))
    )
    with op.batch_alter_table('attempt', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attempt_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_attempt_door_who_at'), ['door', 'who', 'at'], unique=False)

    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.add_column(sa.Column('seen_at', reviews.base.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('device', sa.String(length=60), server_default='', nullable=False))


def downgrade():
    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.drop_column('device')
        batch_op.drop_column('seen_at')

    with op.batch_alter_table('attempt', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_attempt_door_who_at'))
        batch_op.drop_index(batch_op.f('ix_attempt_at'))

    op.drop_table('attempt')
