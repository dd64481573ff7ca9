package org.tallystick.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.jboss.jandex.IndexView;

/** Completes, while the service is built, what the annotations of the resources say. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiDescription implements OASFilter {
    private final IndexView index;

    public ApiDescription(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        ResourceMethods methods = new ResourceMethods(index);
        DescribedSchemas.complete(api, index);
        DescribedProblems.complete(api, methods);
        DescribedCalls.complete(api, methods);
    }
}
