//! Whatever comes, there is an answer and no panic: of real platforms and of those that show each part of the dialect.

use http::Request;
use tradewire_mock::Mock;

struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0) % bound.max(1)
    }

    fn pick<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }
}

const METHODS: &[&str] = &["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "UPDATE"];
const STEPS: &[&str] = &[
    "1",
    "x",
    "%00",
    "%FF%FE",
    "..",
    "",
    "99999999999999999999",
    "a%2Fb",
    "%D0%B6",
    "{id}",
    "-1",
    "1.json",
    ".json",
];
const QUERIES: &[&str] = &[
    "",
    "page=-1",
    "page=99999999999999999999&limit=0",
    "a[b][c][]=1&a[b]=2",
    "a[[[=1",
    "%=%&&&",
    "filter[ids]=1",
    "filter[ids][]=1&filter=2",
    "page=0&per_page=0",
    "limit=18446744073709551615",
    "cursor=c99999999999999999999",
    "page=18446744073709551615&limit=1&offset=18446744073709551615&cursor=c18446744073709551615",
    "cursor=%F0%9F%98%80",
    "mock_offset=18446744073709551615",
    "offset=18446744073709551615&limit=3",
    "updated_since=9999-99-99&from_id=-9",
    "updated_since=9999-12-31%2099:99:99%20%2B9999",
    "sort=!!!&order=desc",
    "fields=,,,",
    "a=1&a=2&a[]=3&a[x]=4",
];
const BODIES: &[&str] = &[
    "",
    "{}",
    "[]",
    "null",
    "1",
    "\"x\"",
    "{",
    "[[[[[[[[[[",
    "{\"order\":null}",
    "{\"order\":{\"id\":1e400}}",
    "{\"orders\":[1,null,{}]}",
    "order=%7B&orders=%5B",
    "order[a][][b]=1",
    "--x\r\nContent-Disposition: form-data; name=\"\"\r\n\r\n\r\n--x--",
    "{\"client\":{\"type\":[]}}",
    "{\"domain\":{\"id\":9223372036854775807,\"domain\":\"a\"},\"order\":{\"id\":9223372036854775807}}",
    "order=%7B%22id%22:9223372036854775807%7D&orders=%5B%7B%22id%22:9223372036854775807%7D%5D",
    "\u{0}\u{1}",
    "{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}",
];
const TYPES: &[&str] = &[
    "",
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/plain",
    ";;;",
];
const FAULTS: &[&str] = &[
    "null",
    "wrong-type",
    "unknown-key",
    "truncated",
    "skew=9223372036854775807",
    "skew=-9223372036854775808",
    "reply=599 {",
    "slow=0",
];
const AUTH: &[&str] = &[
    "Basic a2V5OnNlY3JldA==",
    "Bearer x",
    "OAuth a=\"b\"",
    "Basic",
    "OAuth oauth_consumer_key=\"k\", oauth_nonce=\"n",
];

fn hammer(mock: &Mock, templates: &[String], rounds: usize, random: &mut Random) {
    for round in 0..rounds {
        let template = &templates[random.below(templates.len())];
        let mut path = String::new();
        for step in template.split('/').skip(1) {
            path.push('/');
            let Some((before, rest)) = step.split_once('{') else {
                path.push_str(if random.below(12) == 0 {
                    random.pick(STEPS)
                } else {
                    step
                });
                continue;
            };
            path.push_str(before);
            path.push_str(random.pick(STEPS));
            path.push_str(rest.split_once('}').map_or("", |(_, behind)| behind));
        }
        let uri = format!("{path}?{}", random.pick(QUERIES));
        let Ok(uri) = uri.parse::<http::Uri>() else { continue };
        let mut request = Request::builder()
            .method(random.pick(METHODS))
            .uri(uri)
            .header("authorization", random.pick(AUTH));
        request = request
            .header("x-api-key", "k")
            .header("content-type", random.pick(TYPES));
        if round % 5 == 0 {
            request = request.header("x-mock-fault", random.pick(FAULTS));
        }
        let request = request.body(random.pick(BODIES).to_owned().into()).expect("a request");
        let status = mock.handle(&request).response.status();
        assert!(status.as_u16() < 500 || status == 599, "{request:?}");
    }
}

fn paths(platform: &tradewire_codegen::model::Platform) -> Vec<String> {
    platform
        .resources
        .iter()
        .flat_map(|resource| resource.operations.iter().map(|operation| operation.path.clone()))
        .collect()
}

#[test]
fn nothing_that_is_sent_breaks_it() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for (folder, rounds) in [("specs", 1500), ("tests/corpus/specs", 120)] {
        let files =
            tradewire_codegen::load::read_folder(std::path::Path::new(&format!("{root}/{folder}")), "specs", &[])
                .expect("specs");
        let compiled = tradewire_codegen::compile(files);
        assert!(!compiled.platforms.is_empty());
        for platform in compiled.platforms {
            let templates = paths(&platform);
            if templates.is_empty() {
                continue;
            }
            for strict in [true, false] {
                let mock = tradewire_mock::Builder::of(platform.clone())
                    .strict(strict)
                    .limits(false)
                    .build();
                hammer(&mock, &templates, rounds, &mut random);
                mock.load(&mock.dump())
                    .unwrap_or_else(|error| panic!("{}: {error}", platform.name));
            }
        }
    }
}
