"""coaching that took place

Revision 0014, after 0013, 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

import reviews.base

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('coaching_session',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('plan_id', sa.Integer(), nullable=False),
    sa.Column('coach_id', sa.Integer(), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('line', sa.Text(), nullable=False),
    sa.Column('logged_by_id', sa.Integer(), nullable=False),
    sa.Column('logged_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('minutes BETWEEN 1 AND 480', name=op.f('ck_coaching_session_minutes')),
    sa.ForeignKeyConstraint(['coach_id'], ['person.id'], name=op.f('fk_coaching_session_coach_id')),
    sa.ForeignKeyConstraint(['logged_by_id'], ['person.id'], name=op.f('fk_coaching_session_logged_by_id')),
    sa.ForeignKeyConstraint(['plan_id'], ['plan.id'], name=op.f('fk_coaching_session_plan_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_coaching_session'))
    )
    with op.batch_alter_table('coaching_session') as batch_op:
        batch_op.create_index(batch_op.f('ix_coaching_session_coach_id'), ['coach_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_coaching_session_plan_id_held_on'), ['plan_id', 'held_on'], unique=False)


def downgrade():
    with op.batch_alter_table('coaching_session') as batch_op:
        batch_op.drop_index(batch_op.f('ix_coaching_session_plan_id_held_on'))
        batch_op.drop_index(batch_op.f('ix_coaching_session_coach_id'))

    op.drop_table('coaching_session')
