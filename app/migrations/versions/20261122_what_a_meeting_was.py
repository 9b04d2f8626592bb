"""what somebody was told of a meeting before it moved

Revision 0009, after 0008, 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

import reviews.base

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column('matter', sa.Column('was_due_at', reviews.base.UtcDateTime(timezone=True), nullable=True))
    op.add_column('matter', sa.Column('was_meets_at', reviews.base.UtcDateTime(timezone=True), nullable=True))


def downgrade():
    with op.batch_alter_table('matter') as batch:
        batch.drop_column('was_meets_at')
        batch.drop_column('was_due_at')
