"""the card of each coach, kept as people were given it

Revision 0019, after 0018, 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

import reviews.base

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('coach_card',
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('pdf', sa.LargeBinary(), nullable=False),
    sa.Column('made_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_coach_card_person_id')),
    sa.ForeignKeyConstraint(['version_id'], ['plan_version.id'], name=op.f('fk_coach_card_version_id')),
    sa.PrimaryKeyConstraint('version_id', 'person_id', name=op.f('pk_coach_card'))
    )


def downgrade():
    op.drop_table('coach_card')
