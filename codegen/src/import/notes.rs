//! What a person has to look at.

/// Something that a draft could not carry over, or that a person has to decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is, and what to do.
    pub message: String,
    /// Where in the document, each place once.
    pub places: Vec<String>,
}

/// Notes in the making: what is said of several places is said once.
#[derive(Debug, Default)]
pub(super) struct Notes(Vec<Note>);

impl Notes {
    pub(super) fn add(&mut self, place: &str, message: impl Into<String>) {
        let message = message.into();
        let note = match self.0.iter_mut().position(|note| note.message == message) {
            Some(at) => self.0.get_mut(at),
            None => {
                self.0.push(Note {
                    message,
                    places: Vec::new(),
                });
                self.0.last_mut()
            }
        };
        if let Some(note) = note
            && !note.places.iter().any(|known| known == place)
        {
            note.places.push(place.to_owned());
        }
    }

    pub(super) fn finish(self) -> Vec<Note> {
        self.0
    }
}
