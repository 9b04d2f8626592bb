"""indices that have the plans under way in the order of their first day, so that a page of them reads no others: SQLite
takes the one, PostgreSQL the other

Revision 0007, after 0006, 2026-11-22
"""

from alembic import op
from sqlalchemy import text

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

UNDER_WAY = text('closed_at IS NULL AND starts_on IS NOT NULL')


def upgrade():
    op.drop_index('ix_plan_closed_at', table_name='plan')
    op.create_index('ix_plan_closed_at', 'plan', ['closed_at', 'starts_on', 'id'], unique=False)
    op.create_index('ix_plan_under_way', 'plan', ['starts_on', 'id'], unique=False,
                    sqlite_where=UNDER_WAY, postgresql_where=UNDER_WAY)


def downgrade():
    op.drop_index('ix_plan_under_way', table_name='plan')
    op.drop_index('ix_plan_closed_at', table_name='plan')
    op.create_index('ix_plan_closed_at', 'plan', ['closed_at'], unique=False)
