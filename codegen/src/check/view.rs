//! The model as the checks look at it: what operations and callbacks have in common, and every list of fields.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Ground, Sources, Span};
use crate::model::{Body, Field, Place, Platform, Resource, Struct, Type, TypeDef, TypeId, TypeShape};
use crate::yaml::Trees;

/// What the checks of one platform share.
pub(crate) struct Check<'a> {
    pub(crate) platform: &'a Platform,
    pub(crate) extends: &'a [(TypeId, TypeId)],
    pub(crate) places: &'a BTreeMap<String, Place>,
    pub(crate) unused_peers: &'a [String],
    pub(crate) trees: &'a Trees,
    pub(crate) sources: &'a Sources,
    /// Findings that were made of a place by way of one operation, and are not made again for the next.
    pub(crate) told: BTreeSet<(Code, Place)>,
    pub(crate) found: &'a mut Diagnostics,
}

impl<'a> Check<'a> {
    /// A finding at the place where a thing is declared.
    pub(crate) fn at(&self, code: Code, place: &Place, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, self.span(place), message)
    }

    /// A finding that something is not there: it rests on the declaration having been read whole, and on what that copies.
    pub(crate) fn lacking(&self, code: Code, place: &Place, message: impl Into<String>) -> Diagnostic {
        let span = self.span(place);
        let is_here = |id: &TypeId| self.platform.def(*id).is_some_and(|def| def.place == *place);
        let here = self.extends.iter().filter(|(derived, _)| is_here(derived));
        let bases: Vec<Type> = here.map(|(_, base)| Type::Named(*base)).collect();
        let grounds = self.types(&bases, Ground::Read);
        let own = Ground::Read(self.trees.extent(span));
        Diagnostic::new(code, span, message).rests_on_all(grounds.into_iter().chain([own]))
    }

    /// A finding at what stands behind these keys of a declaration.
    pub(crate) fn below(&self, code: Code, place: &Place, keys: &[&str], message: impl Into<String>) -> Diagnostic {
        let mut finding = self.at(code, place, message);
        finding.span = self.trees.below(finding.span, keys);
        finding
    }

    /// Whether something stands behind these keys of a declaration.
    pub(crate) fn is_written(&self, place: &Place, keys: &[&str]) -> bool {
        let span = self.span(place);
        self.trees.below(span, keys) != span
    }

    /// The declarations of all types that these lead to, each as a ground of this kind.
    pub(crate) fn types<'t>(
        &'t self,
        from: impl IntoIterator<Item = &'t Type>,
        ground: fn(Span) -> Ground,
    ) -> Vec<Ground> {
        let types = self.platform.reachable(from, self.extends);
        let places = types
            .iter()
            .filter_map(|id| self.platform.def(*id))
            .map(|def| &def.place);
        places
            .map(|place| ground(self.trees.extent(self.span(place))))
            .collect()
    }

    pub(crate) fn span(&self, place: &Place) -> Span {
        self.sources.span_at(place)
    }

    pub(crate) fn report(&mut self, finding: Diagnostic) {
        self.found.push(finding);
    }

    /// Where nothing else is the place: the first line of platform.yaml.
    pub(crate) fn platform_file(&self) -> Span {
        self.span(&Place {
            file: format!("specs/{}/platform.yaml", self.platform.name),
            line: 1,
            column: 1,
        })
    }

    /// All spec files of the platform, each as a ground of this kind.
    pub(crate) fn files(&self, ground: fn(Span) -> Ground) -> Vec<Ground> {
        self.trees.files().map(|file| ground(Span::whole(file))).collect()
    }

    /// Operations and callbacks alike.
    pub(crate) fn endpoints(&self) -> Vec<EndpointView<'a>> {
        let mut all = Vec::new();
        for resource in &self.platform.resources {
            for operation in &resource.operations {
                all.push(EndpointView {
                    resource,
                    name: &operation.name,
                    method: &operation.method,
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
                    method: &callback.method,
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
    pub(crate) method: &'a str,
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
