"""plans of reps who have left end, and say why

Revision 0018, after 0017, 2026-11-22. Plans of people who had left stayed under way for good: they ended on that day.
"""

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None

OF_LEAVERS = """published_at IS NOT NULL AND closed_at IS NULL
    AND rep_id IN (SELECT id FROM person WHERE left_at IS NOT NULL)"""


def upgrade():
    with op.batch_alter_table('plan', schema=None) as batch_op:
        batch_op.add_column(sa.Column('ended_why', sa.String(length=20), nullable=True))
    op.execute(f"""UPDATE check_in SET closed_at = (
        SELECT person.left_at FROM person JOIN plan ON plan.rep_id = person.id WHERE plan.id = check_in.plan_id)
        WHERE closed_at IS NULL AND plan_id IN (SELECT id FROM plan WHERE {OF_LEAVERS})""")
    op.execute(f"""UPDATE plan SET ended_why = 'left',
        closed_at = (SELECT left_at FROM person WHERE person.id = plan.rep_id) WHERE {OF_LEAVERS}""")


def downgrade():
    with op.batch_alter_table('plan', schema=None) as batch_op:
        batch_op.drop_column('ended_why')
