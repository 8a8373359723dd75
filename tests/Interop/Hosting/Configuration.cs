using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Interop.Tests.Hosting;

/// <summary>
/// The établissement of these tests: an account with its own number range for each client, whose wrong passwords (one per
/// version) stay below what is taken for guessing.
/// </summary>
internal static class Configuration
{
    public const string Uai = "0730013T";

    public static JsonObject Of(Uri parcoursup, Uri apogee, IEnumerable<(string Login, string Prefix)> accounts, string password) => new()
    {
        ["campagnes"] = new JsonArray(new JsonObject
        {
            ["session"] = 2026, ["debutAdmission"] = "2026-06-02", ["publicationResultatsBac"] = "2026-07-07",
            ["resultatsRattrapage"] = "2026-07-10", ["rentree"] = "2026-09-01", ["fin"] = "2026-10-31",
        }),
        ["etablissements"] = new JsonArray(new JsonObject
        {
            ["code"] = "univ-alpes", ["libelle"] = "Université des Alpes", ["uais"] = new JsonArray(Uai), ["sis"] = "Apogee", ["sourceOpi"] = "ApiRest",
            ["parcoursup"] = new JsonObject { ["url"] = parcoursup.ToString(), ["login"] = "psup", ["motDePasse"] = "secret" },
            ["push"] = new JsonObject { ["login"] = "psup-push", ["motDePasse"] = "mdp-push" },
            ["opi"] = new JsonObject
            {
                ["prefixe"] = "",
                ["comptes"] = new JsonArray([.. accounts.Select(a =>
                    new JsonObject { ["login"] = a.Login, ["motDePasse"] = password, ["prefixe"] = a.Prefix, ["origine"] = "Autre" })]),
            },
            ["apogee"] = new JsonObject { ["url"] = apogee.ToString(), ["version"] = 10, ["release"] = "6.50", ["login"] = "opi", ["motDePasse"] = "mdp", ["appelsSimultanes"] = 4 },
        }),
    };
}
