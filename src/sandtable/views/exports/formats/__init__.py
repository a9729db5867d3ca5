"""One file format in each file; none knows another. `sandtable.views.exports.catalogue` lists them."""
