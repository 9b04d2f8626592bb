"""the meeting room: its state, turns, who is here; what was said in it; dots; cards set aside

Revision 0011, after 0010, 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

import reviews.base

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('seat',
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('seen_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('noted_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_seat_meeting_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['noted_by_id'], ['person.id'], name=op.f('fk_seat_noted_by_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_seat_person_id')),
    sa.PrimaryKeyConstraint('meeting_id', 'person_id', name=op.f('pk_seat'))
    )
    op.create_table('read_tick',
    sa.Column('review_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_read_tick_person_id')),
    sa.ForeignKeyConstraint(['review_id'], ['review.id'], name=op.f('fk_read_tick_review_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('review_id', 'person_id', name=op.f('pk_read_tick'))
    )
    op.create_table('room',
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('stamp', sa.Integer(), nullable=False),
    sa.Column('lead_id', sa.Integer(), nullable=True),
    sa.Column('review_id', sa.Integer(), nullable=True),
    sa.Column('moved_by_id', sa.Integer(), nullable=True),
    sa.Column('moved_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('break_since', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['lead_id'], ['person.id'], name=op.f('fk_room_lead_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_room_meeting_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['moved_by_id'], ['person.id'], name=op.f('fk_room_moved_by_id')),
    sa.ForeignKeyConstraint(['review_id'], ['review.id'], name=op.f('fk_room_review_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('meeting_id', name=op.f('pk_room'))
    )
    with op.batch_alter_table('room') as batch_op:
        batch_op.create_index(batch_op.f('ix_room_lead_id'), ['lead_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_room_review_id'), ['review_id'], unique=False)

    op.create_table('turn',
    sa.Column('review_id', sa.Integer(), nullable=False),
    sa.Column('phase', sa.String(length=10), nullable=False),
    sa.Column('given', sa.Integer(), nullable=False),
    sa.Column('spent', sa.Integer(), nullable=False),
    sa.Column('runs_since', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('revealed_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['review_id'], ['review.id'], name=op.f('fk_turn_review_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('review_id', name=op.f('pk_turn'))
    )
    op.create_table('dots',
    sa.Column('theme_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('review_id', sa.Integer(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_dots_person_id')),
    sa.ForeignKeyConstraint(['review_id'], ['review.id'], name=op.f('fk_dots_review_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_dots_theme_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('theme_id', 'person_id', name=op.f('pk_dots'))
    )
    with op.batch_alter_table('dots') as batch_op:
        batch_op.create_index(batch_op.f('ix_dots_review_id'), ['review_id'], unique=False)

    op.create_table('seen_too',
    sa.Column('observation_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('function', sa.String(length=20), nullable=False),
    sa.Column('at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('noted_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['noted_by_id'], ['person.id'], name=op.f('fk_seen_too_noted_by_id')),
    sa.ForeignKeyConstraint(['observation_id'], ['observation.id'], name=op.f('fk_seen_too_observation_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_seen_too_person_id')),
    sa.PrimaryKeyConstraint('observation_id', 'person_id', name=op.f('pk_seen_too'))
    )
    op.create_table('show_of_hands',
    sa.Column('theme_id', sa.Integer(), nullable=False),
    sa.Column('review_id', sa.Integer(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('noted_by_id', sa.Integer(), nullable=False),
    sa.Column('at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['noted_by_id'], ['person.id'], name=op.f('fk_show_of_hands_noted_by_id')),
    sa.ForeignKeyConstraint(['review_id'], ['review.id'], name=op.f('fk_show_of_hands_review_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_show_of_hands_theme_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('theme_id', name=op.f('pk_show_of_hands'))
    )
    with op.batch_alter_table('show_of_hands') as batch_op:
        batch_op.create_index(batch_op.f('ix_show_of_hands_review_id'), ['review_id'], unique=False)

    op.create_table('still_seen',
    sa.Column('parked_theme_id', sa.Integer(), nullable=False),
    sa.Column('review_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('still', sa.Boolean(), nullable=False),
    sa.Column('at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['parked_theme_id'], ['parked_theme.id'], name=op.f('fk_still_seen_parked_theme_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_still_seen_person_id')),
    sa.ForeignKeyConstraint(['review_id'], ['review.id'], name=op.f('fk_still_seen_review_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('parked_theme_id', 'review_id', 'person_id', name=op.f('pk_still_seen'))
    )
    with op.batch_alter_table('still_seen') as batch_op:
        batch_op.create_index(batch_op.f('ix_still_seen_review_id'), ['review_id'], unique=False)

    op.add_column('observation', sa.Column('said_at', reviews.base.UtcDateTime(timezone=True), nullable=True))
    op.add_column('placement', sa.Column('aside', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.execute('INSERT INTO room (meeting_id, stamp) SELECT id, 0 FROM meeting')


def downgrade():
    with op.batch_alter_table('placement') as batch_op:
        batch_op.drop_column('aside')

    with op.batch_alter_table('observation') as batch_op:
        batch_op.drop_column('said_at')

    with op.batch_alter_table('still_seen') as batch_op:
        batch_op.drop_index(batch_op.f('ix_still_seen_review_id'))

    op.drop_table('still_seen')
    with op.batch_alter_table('show_of_hands') as batch_op:
        batch_op.drop_index(batch_op.f('ix_show_of_hands_review_id'))

    op.drop_table('show_of_hands')
    op.drop_table('seen_too')
    with op.batch_alter_table('dots') as batch_op:
        batch_op.drop_index(batch_op.f('ix_dots_review_id'))

    op.drop_table('dots')
    op.drop_table('turn')
    with op.batch_alter_table('room') as batch_op:
        batch_op.drop_index(batch_op.f('ix_room_review_id'))
        batch_op.drop_index(batch_op.f('ix_room_lead_id'))

    op.drop_table('room')
    op.drop_table('read_tick')
    op.drop_table('seat')
