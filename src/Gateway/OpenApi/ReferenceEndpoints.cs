using System.Text.Json;
using Microsoft.OpenApi;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Pages;

namespace Parcoursup.Gateway.OpenApi;

/// <summary><c>GET /openapi.json</c> for programs, <c>GET /openapi</c> for people. Public: it holds nothing of anybody.</summary>
internal static class ReferenceEndpoints
{
    public static void AddReference(this IServiceCollection services)
    {
        services.AddSingleton<OperationTexts>();
        services.AddSingleton<ApiDescription>();
        services.AddSingleton<IApiDescription>(provider => provider.GetRequiredService<ApiDescription>());
        services.AddOpenApi(ApiDescription.Name, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = _ => true;
        });
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.MapGet("/openapi.json", async (HttpContext http, ApiDescription api) =>
            Results.Text((await api.WholeAsync(http.RequestAborted)).ToJsonString(JsonText.Options), "application/json"));
        pages.MapGet("/openapi", async (HttpContext http, ApiDescription api) => Layout.Answer(
            http, ReferencePage.Render(await api.WholeAsync(http.RequestAborted), http.Request.PathBase.Value ?? "")));
    }
}
