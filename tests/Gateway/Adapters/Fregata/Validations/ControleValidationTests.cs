using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Configuration;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Dossiers;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Imports;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Validations;

/// <summary>Seed 002, validation: "vous pouvez préparer la validation de leur inscription en effectuant tous les contrôles de la validation".</summary>
public abstract class ControleValidationTests(PostgresServer postgres, DatabaseEngine engine) : FregataTest(postgres, engine)
{
    [Fact]
    public async Task All_the_checks_of_a_validation_can_be_made_beforehand_and_record_nothing()
    {
        AtParcoursup(Admis(17), Unnumbered(Admis(18)), Admis(19));
        await StartFregataAsync();
        await Fregata.ImportedAsync();
        await Fregata.ProcessAsync(17, 18);
        await SetDayAsync(8, 20);

        var report = await CheckAsync(FregataApi.Line(17, date: null), FregataApi.Line(18, ine: null), FregataApi.Line(19, ine: "12"), FregataApi.Line(20));

        Assert.Equal(("2026-09-01", 1, 0, 3), (Text(report, "possibleAPartirDu"), Number(report, "prets"), Number(report, "dejaValides"), Number(report, "aCorriger")));
        Assert.Equal(["", "ine", "etat ine", "id"], report["inscriptions"]!.AsArray().Select(Fields));
        Assert.StartsWith("L'apprenant n'est pas immatriculé", Text(Line(report, 18)["problemes"]![0]!, "message"), StringComparison.Ordinal);
        Assert.Equal("Traite", await EtatAsync(17));
        Assert.Empty(await ListAsync("inscriptions"));
        Assert.Empty(await Gateway.QueryAsync<long>("SELECT id FROM fregata_validation"));
        Assert.Equal("", await Etab.FeedbackAsync(17));
    }

    [Fact]
    public async Task What_the_checks_let_through_is_validated_on_the_day()
    {
        AtParcoursup(Admis(17));
        await StartFregataAsync();
        await Fregata.ImportedAsync();
        await Fregata.ProcessAsync(17);
        Assert.Equal("Pret", Resultat(await CheckAsync(FregataApi.Line(17)), 17));
        await SetDayAsync(9, 1);
        Assert.Equal("Informe", Resultat(await Fregata.ValidateAsync(17), 17));

        var again = await CheckAsync(FregataApi.Line(17));

        Assert.Equal(("DejaValide", 1), (Resultat(again, 17), Number(again, "dejaValides")));
    }

    /// <summary>What Parcoursup would refuse is among the checks: afterwards it would be too late.</summary>
    [Fact]
    public async Task What_the_configuration_lacks_is_told_before_Parcoursup_refuses_it()
    {
        var voeu = Admis(17);
        voeu["codeSISE"] = null;
        AtParcoursup(voeu);
        Etab.Campagne.Remove("rentree");
        Etab.Formations[0]!.AsObject().Remove("codeSise");
        await StartFregataAsync();
        await Fregata.ImportedAsync();
        await Fregata.ProcessAsync(17);

        var report = await CheckAsync(FregataApi.Line(17));

        Assert.Null(report["possibleAPartirDu"]);
        Assert.Equal("date codeSise", Fields(Line(report, 17)));
    }

    [Fact]
    public async Task A_day_before_the_rentree_and_one_that_is_none_are_told_at_once()
    {
        AtParcoursup(Admis(17));
        await StartFregataAsync();
        await Fregata.ImportedAsync();
        await Fregata.ProcessAsync(17);
        await SetDayAsync(8, 20);
        Assert.Equal("date", Fields(Line(await CheckAsync(FregataApi.Line(17, date: "2026-08-31")), 17)));
        var none = Line(await CheckAsync(FregataApi.Line(17, date: "demain")), 17);
        Assert.Equal("date", Fields(none));
        Assert.StartsWith("« demain » n'est pas une date", Text(none["problemes"]![0]!, "message"), StringComparison.Ordinal);
        Assert.Equal("", Fields(Line(await CheckAsync(FregataApi.Line(17, date: "2026-08-20")), 17)));
    }

    private Task<JsonNode> CheckAsync(params JsonObject[] lines) => Fregata.PostAsync("validations/controles", lines);

    private static string Fields(JsonNode? line) => string.Join(' ', line!["problemes"]!.AsArray().Select(p => Text(p!, "champ")));
}

public sealed class ControleValidationTestsOnSqlite(PostgresServer postgres) : ControleValidationTests(postgres, DatabaseEngine.Sqlite);

public sealed class ControleValidationTestsOnPostgres(PostgresServer postgres) : ControleValidationTests(postgres, DatabaseEngine.Postgres);
