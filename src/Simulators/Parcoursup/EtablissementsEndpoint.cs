using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Parcoursup;

/// <summary>
/// An administrator's own établissement, for a rehearsal: declared as Parcoursup's administration site would, and answered with all
/// that Parcoursup hands out.
/// </summary>
internal sealed class EtablissementsEndpoint(ParcoursupSimulator simulator, ParcoursupState state, CandidatTest? test)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/etablissements", DeclareAsync);

    private async Task DeclareAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync(context.Request, context.RequestAborted) as JsonObject;
        if (Uai.Read(body) is not { } uai)
        {
            await JsonBody.WriteErrorAsync(context.Response, Uai.Erreur);
            return;
        }

        var url = JsonBody.Field(body!, "urlPush");
        if (url is not null && !IsHttp(url))
        {
            await JsonBody.WriteErrorAsync(context.Response,
                "Le champ « urlPush » doit être l'adresse de poussée de la passerelle : http://…/parcoursup/<UAI>/.");
            return;
        }

        var etablissement = new EtablissementParcoursup(uai, "psup-" + uai, Uai.Secret("parcoursup", uai))
        {
            // Who declares it again without them keeps what was there.
            UrlPush = url is null ? state.Etablissement(uai)?.UrlPush : new Uri(url.EndsWith('/') ? url : url + "/"),
            LoginPush = JsonBody.Field(body!, "loginPush") ?? state.Etablissement(uai)?.LoginPush ?? "",
            MotDePassePush = JsonBody.Field(body!, "motDePassePush") ?? state.Etablissement(uai)?.MotDePassePush ?? "",
        };
        state.Declare(etablissement);
        await JsonBody.WriteAsync(context.Response, Describe(etablissement), StatusCodes.Status201Created);
    }

    private static bool IsHttp(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);

    private JsonObject Describe(EtablissementParcoursup etablissement)
    {
        var told = new JsonObject
        {
            ["uai"] = etablissement.Uai,
            ["url"] = simulator.UrlApiRest.ToString(),
            ["login"] = etablissement.Login,
            ["motDePasse"] = etablissement.MotDePasse,
            ["push"] = etablissement.UrlPush is null ? null : new JsonObject
            {
                ["url"] = etablissement.UrlPush.ToString(),
                ["login"] = etablissement.LoginPush,
                ["motDePasse"] = etablissement.MotDePassePush,
            },
        };
        if (test is not null) told["candidatTest"] = Describe(test);
        return told;
    }

    /// <summary>As the configuration of the gateway takes it.</summary>
    private static JsonObject Describe(CandidatTest test) => new()
    {
        ["codeCandidat"] = test.CodeCandidat,
        ["nom"] = test.Nom,
        ["prenom"] = test.Prenom,
        ["dateNaissance"] = DateOnly.ParseExact(test.DateNaissance, "dd/MM/yyyy", CultureInfo.InvariantCulture)
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["codeFormationPsup"] = 1,
        ["codeSise"] = "2500001",
        ["etatInscription"] = 1,
    };
}
