using Parcoursup.Gateway.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Adapters.Fregata.Dossiers;
using Parcoursup.Gateway.Adapters.Fregata.Imports;
using Parcoursup.Gateway.Adapters.Fregata.Validations;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Fregata;

/// <summary>The addresses that Fregata calls (docs/reference/fregata.md): who may, and which capability answers.</summary>
internal static class FregataEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/fregata/v1/openapi.json", async (HttpContext http, IApiDescription api) =>
            Results.Text((await api.OfAsync("/fregata/", http.RequestAborted)).ToJsonString(JsonText.Options), "application/json"));
        var group = routes.MapGroup("/fregata/v1/{uai}")
            .AddEndpointFilter(routes.ServiceProvider.GetRequiredService<FregataAuthentication>())
            .AddEndpointFilter(async (context, next) => FiltresConnus.Refusal(context.HttpContext) ?? await next(context));
        FregataImportEndpoints.Map(group.MapGroup("").WithMetadata(RolesAdmis.Import));
        SuiviFregataEndpoints.Map(group.MapGroup("").WithMetadata(RolesAdmis.Suivi));
        InscriptionsFregataEndpoints.Map(group.MapGroup("").WithMetadata(RolesAdmis.Inscriptions));
        ValidationEndpoints.Map(group.MapGroup("").WithMetadata(RolesAdmis.Inscriptions));
    }
}
