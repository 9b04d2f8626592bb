"""when the worker was last seen

Revision 0002, after 0001, 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

import reviews.base

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('worker_seen',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('seen_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_worker_seen'))
    )


def downgrade():
    op.drop_table('worker_seen')
