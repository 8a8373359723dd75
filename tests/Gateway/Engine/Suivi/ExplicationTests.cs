using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Importations;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Suivi;

/// <summary>Why each wish is where it is today, and what an administrator should check of a favourable one, at an université with Apogée.</summary>
public abstract class ExplicationTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    [Fact]
    public async Task Each_wish_tells_why_it_is_F_S_D_or_held_and_by_which_rule()
    {
        var voeux = await ExplainedAsync();

        Assert.Equal(
            [
                ("S", "Favorable, « Oui si »", "Le candidat a accepté « Oui si en 3 ans » : cursus aménagé « Cursus aménagé OS3 » (catégorie OS3).", "fiche Parcoursup et Apogée §I.A"),
                ("F", "Favorable", "Le candidat a accepté la proposition.", "fiche Parcoursup et Apogée §I.A"),
                ("D", "Défavorable", "Le candidat a refusé la proposition ou s'est désisté.", "fiche Parcoursup et Apogée §I.C"),
                (null, "En réserve : une information manque", "La formation 8899 n'a pas de correspondance : indiquer sa VET.", "Ce qui manque à la configuration met le vœu en réserve (règle C3)"),
            ],
            voeux.Select(v => ((string?)v["decision"], (string?)v["enClair"], (string?)v["motif"], (string?)v["source"])));
        Assert.StartsWith("Formation 8899 : indiquer la VET", (string?)voeux[3]["aFaire"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_favourable_wish_lists_the_VET_its_centre_the_regime_and_the_adapted_curriculum()
    {
        var voeux = await ExplainedAsync();

        foreach (var check in new[] { "la VET L1DRO3-101 doit être ouverte", "le centre de gestion DRT", "un régime et un statut d'inscription", "la catégorie Oui si OS3 et le motif REM" })
            Assert.Contains(Checks(voeux[0]), c => c.Contains(check, StringComparison.Ordinal));
        Assert.Contains(Checks(voeux[1]), c => c.Contains("la VET L1ECO-101 doit être ouverte", StringComparison.Ordinal));
        Assert.DoesNotContain(Checks(voeux[1]), c => c.Contains("Oui si", StringComparison.Ordinal));
        Assert.Empty(Checks(voeux[2]));
        Assert.Empty(Checks(voeux[3]));
    }

    private async Task<IReadOnlyList<JsonNode>> ExplainedAsync()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17, Droit, amenagement: 1), Voeu(17, Economie), Voeu(17, Histoire, situation: 3), Voeu(17, SansCorrespondance));
        return [.. (await GetAsync("candidats/2026/17/explication"))!["voeux"]!.AsArray().Select(v => v!)];
    }

    private static IEnumerable<string> Checks(JsonNode voeu) => voeu["aVerifier"]!.AsArray().Select(c => c!.GetValue<string>());
}

public sealed class ExplicationTestsOnSqlite(PostgresServer postgres) : ExplicationTests(postgres, DatabaseEngine.Sqlite);

public sealed class ExplicationTestsOnPostgres(PostgresServer postgres) : ExplicationTests(postgres, DatabaseEngine.Postgres);
