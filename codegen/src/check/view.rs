//! The model as the checks look at it: what operations and callbacks have in common, and every list of fields.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Sources, Span};
use crate::model::{Body, Field, Place, Platform, Resource, Struct, Type, TypeDef, TypeId, TypeShape};

/// What the checks of one platform share.
pub(crate) struct Check<'a> {
    pub(crate) platform: &'a Platform,
    pub(crate) extends: &'a [(TypeId, TypeId)],
    pub(crate) places: &'a BTreeMap<String, Place>,
    pub(crate) unused_peers: &'a [String],
    pub(crate) incomplete: bool,
    pub(crate) sources: &'a Sources,
    pub(crate) found: &'a mut Diagnostics,
}

impl<'a> Check<'a> {
    /// A finding at the place where a thing is declared.
    pub(crate) fn at(&self, code: Code, place: &Place, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, self.span(place), message)
    }

    pub(crate) fn span(&self, place: &Place) -> Span {
        self.sources.span_at(place)
    }

    pub(crate) fn report(&mut self, finding: Diagnostic) {
        self.found.push(finding);
    }

    /// Whether no error stands in a file of this platform.
    pub(crate) fn is_sound(&self) -> bool {
        let folder = format!("specs/{}/", self.platform.name);
        !self
            .found
            .has_errors_where(|span| self.sources.path(span.file).starts_with(&folder))
    }

    /// Operations and callbacks alike.
    pub(crate) fn endpoints(&self) -> Vec<EndpointView<'a>> {
        let mut all = Vec::new();
        for resource in &self.platform.resources {
            for operation in &resource.operations {
                all.push(EndpointView {
                    resource,
                    name: &operation.name,
                    path_params: &operation.path_params,
                    query: &operation.query,
                    headers: &operation.headers,
                    body: operation.body.as_ref(),
                    place: &operation.place,
                });
            }
            for callback in &resource.callbacks {
                all.push(EndpointView {
                    resource,
                    name: &callback.name,
                    path_params: &callback.path_params,
                    query: &callback.query,
                    headers: &callback.headers,
                    body: callback.body.as_ref(),
                    place: &callback.place,
                });
            }
        }
        all
    }

    /// Every struct with its definition.
    pub(crate) fn structs(&self) -> Vec<(&'a TypeDef, &'a Struct)> {
        let all = self.platform.types.iter().filter_map(|def| match &def.shape {
            TypeShape::Struct(shape) => Some((def, shape)),
            _ => None,
        });
        all.collect()
    }

    /// Every list of fields that form one scope of names: structs, and the parameters of each kind.
    pub(crate) fn field_lists(&self) -> Vec<&'a [Field]> {
        let mut lists: Vec<&'a [Field]> = vec![&self.platform.reply, &self.platform.headers];
        lists.extend(self.platform.pagination.iter().map(|kind| kind.fields.as_slice()));
        lists.extend(self.structs().into_iter().map(|(_, shape)| shape.fields.as_slice()));
        for endpoint in self.endpoints() {
            lists.extend([endpoint.path_params, endpoint.query, endpoint.headers]);
        }
        lists
    }
}

/// What operations and callbacks have in common.
pub(crate) struct EndpointView<'a> {
    pub(crate) resource: &'a Resource,
    pub(crate) name: &'a str,
    pub(crate) path_params: &'a [Field],
    pub(crate) query: &'a [Field],
    pub(crate) headers: &'a [Field],
    pub(crate) body: Option<&'a Body>,
    pub(crate) place: &'a Place,
}

impl<'a> EndpointView<'a> {
    /// The fields of a body that is a struct.
    pub(crate) fn body_fields(&self, platform: &'a Platform) -> &'a [Field] {
        let ty: Option<&'a Type> = self.body.and_then(|body| body.ty.as_ref());
        ty.and_then(|ty| platform.as_struct(ty))
            .map_or(&[], |shape| &shape.fields)
    }
}
