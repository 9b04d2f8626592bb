"""an index by which the plans under way are found among those of many years

Revision 0003, after 0002, 2026-11-22
"""

from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade():
    op.create_index(op.f('ix_plan_closed_at'), 'plan', ['closed_at'], unique=False)


def downgrade():
    op.drop_index(op.f('ix_plan_closed_at'), table_name='plan')
