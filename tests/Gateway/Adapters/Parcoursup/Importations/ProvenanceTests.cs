using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Engine.Suivi;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Importations;

/// <summary>A candidate's timeline tells by which of the three ways Parcoursup said something.</summary>
public abstract class ProvenanceTests(PostgresServer postgres, DatabaseEngine engine) : ImportationTest(postgres, engine)
{
    [Fact]
    public async Task What_was_pushed_pulled_and_imported_from_a_file_is_told_apart()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17, situation: 2));
        Etab.Parcoursup.Enregistrer([Voeu(17, reponse: "06/06/2026 10:00")]);
        var pull = (await PostAsync("recuperations", new JsonObject()))!["id"]!.GetValue<long>();
        await AtRestAsync();
        var id = await SendAsync(Header + Line(17, reponse: "07/06/2026 10:00", mail: "autre@exemple.fr"));
        await UntilAsync(id, "AConfirmer");
        await PostAsync($"importations/{id}/confirmer");
        await UntilAsync(id, "Terminee");
        await AtRestAsync();

        var told = await ListAsync("candidats/2026/17/chronologie");

        Assert.Equal(["poussé par Parcoursup", $"récupération n° {pull}", $"export CSV, importation n° {id} (admis.csv)"], Sources("Candidature"));
        Assert.Equal([$"export CSV, importation n° {id} (admis.csv)"], Sources("Identite"));
        Assert.All(told.Where(line => (string?)line!["nature"] == "Decision"), line => Assert.DoesNotContain("export", (string?)line!["source"], StringComparison.Ordinal));

        IEnumerable<string?> Sources(string nature) => told.Where(line => (string?)line!["nature"] == nature).Select(line => (string?)line!["source"]);
    }
}

public sealed class ProvenanceTestsOnSqlite(PostgresServer postgres) : ProvenanceTests(postgres, DatabaseEngine.Sqlite);

public sealed class ProvenanceTestsOnPostgres(PostgresServer postgres) : ProvenanceTests(postgres, DatabaseEngine.Postgres);
