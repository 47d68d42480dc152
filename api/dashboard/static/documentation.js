// Shows the OpenAPI document that the page names, by whichever viewer the page has loaded.
"use strict";

const place = document.getElementById("viewer");
const address = place.dataset.document;
document.body.style.margin = "0";
if (window.SwaggerUIBundle) {
  SwaggerUIBundle({ url: address, domNode: place, deepLinking: true, tryItOutEnabled: true });
} else {
  Redoc.init(address, {}, place);
}
