//! Every template rendered with every kind of page.
#![allow(clippy::disallowed_methods)] // the reference and a sample to look at are written on demand

mod cards;
mod contract;
mod hostile;
mod pages;
mod sample;
mod users;
