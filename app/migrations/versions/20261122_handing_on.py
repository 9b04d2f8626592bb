"""what coaches who left still owed is seen to by the manager

Revision 0025, after 0024, 2026-11-22. Until now any amendment after a coach left was taken for that.
"""

import sqlalchemy as sa
from alembic import op

import reviews.base

revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('handing_on',
    sa.Column('commitment_id', sa.Integer(), nullable=False),
    sa.Column('to_id', sa.Integer(), nullable=True),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_handing_on_by_id')),
    sa.ForeignKeyConstraint(['commitment_id'], ['commitment.id'], name=op.f('fk_handing_on_commitment_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['to_id'], ['person.id'], name=op.f('fk_handing_on_to_id')),
    sa.PrimaryKeyConstraint('commitment_id', name=op.f('pk_handing_on'))
    )
    op.execute("""INSERT INTO handing_on (commitment_id, by_id, at)
        SELECT commitment.id, plan.manager_id, max(plan_version.published_at) FROM commitment
        JOIN person ON person.id = commitment.owner_id JOIN plan ON plan.id = commitment.plan_id
        JOIN plan_version ON plan_version.plan_id = plan.id
        WHERE commitment.dropped_at = person.left_at AND plan_version.published_at > person.left_at
        GROUP BY commitment.id, plan.manager_id""")


def downgrade():
    op.drop_table('handing_on')
