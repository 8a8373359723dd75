using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Tableurs;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Importations;

/// <summary>Rule J1: importations of the établissements are worked on side by side, those of one établissement one after the other.</summary>
public abstract class ImportationVoisinTests(PostgresServer postgres, DatabaseEngine engine) : ImportationTest(postgres, engine)
{
    [Fact]
    public async Task A_slow_file_of_one_does_not_keep_the_others_and_its_next_ones_wait_for_it()
    {
        await StartAsync(openGate: false);
        await using var other = await TestEtablissement.StartAsync("univ-lacs", SharedGateway.OtherUai);
        await other.SaveAsync(Gateway);
        var large = Workbook();
        long slow, next;
        // Somebody else reads a large workbook, and takes his time.
        await using (var reading = LecteurTableur.ReadAsync(new MemoryStream(large), SondeTableur.Of(large), new OptionsTableur(), default).GetAsyncEnumerator())
        {
            Assert.True(await reading.MoveNextAsync());
            slow = await SendAsync(Etab, large);
            await Poll.UntilAsync(async () => (await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM importation WHERE bail_par IS NOT NULL"))[0] == 1);
            next = await SendAsync(Etab, Encoding.UTF8.GetBytes(Header + Line(17)));

            var quick = await SendAsync(other, Encoding.UTF8.GetBytes(Header + Line(18)));
            await UntilAsync(other, quick, "AConfirmer");
            await Gateway.Admin.PostAsync($"{other.Path}importations/{quick}/confirmer");
            await UntilAsync(other, quick, "Terminee");

            Assert.Equal(["Analyse", "Analyse"], await Gateway.QueryAsync<string>("SELECT etat FROM importation WHERE id IN (@slow, @next)", new { slow, next }));
        }

        await UntilAsync(Etab, slow, "AConfirmer");
        await UntilAsync(Etab, next, "AConfirmer");
    }

    [Fact]
    public async Task One_that_waits_for_its_place_is_dropped_at_once_and_makes_room()
    {
        await StartAsync(openGate: false);
        var large = Workbook();
        await using var reading = LecteurTableur.ReadAsync(new MemoryStream(large), SondeTableur.Of(large), new OptionsTableur(), default).GetAsyncEnumerator();
        Assert.True(await reading.MoveNextAsync());
        var slow = await SendAsync(Etab, large);
        await Poll.UntilAsync(async () => (await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM importation WHERE bail_par IS NOT NULL"))[0] == 1);
        var next = await SendAsync(Etab, Encoding.UTF8.GetBytes(Header + Line(17)));

        await PostAsync($"importations/{slow}/abandonner");

        await UntilAsync(Etab, next, "AConfirmer");
    }

    private async Task<long> SendAsync(TestEtablissement etab, byte[] file)
    {
        using var content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        using var answer = await Gateway.Admin.Http.PostAsync(etab.Path + "importations?session=2026&formation=8842&fichier=admis", content);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["id"]!.GetValue<long>();
    }

    private Task<JsonNode> UntilAsync(TestEtablissement etab, long id, string state) => Poll.UntilAsync(
        async () => (await Gateway.Admin.GetAsync($"{etab.Path}importations/{id}"))!, import => import["etat"]!.GetValue<string>() == state, TimeSpan.FromMilliseconds(50));

    // A small list, and beside it what makes it one of the large ones.
    private static byte[] Workbook() => ClasseurTexte.Of(
        (Header + Line(16)).Split('\n', StringSplitOptions.RemoveEmptyEntries), ("docProps/app.xml", $"<a>{string.Concat(Enumerable.Repeat("<b/>", 5_000_000))}</a>"));
}

public sealed class ImportationVoisinSqliteTests(PostgresServer postgres) : ImportationVoisinTests(postgres, DatabaseEngine.Sqlite);

public sealed class ImportationVoisinPostgresTests(PostgresServer postgres) : ImportationVoisinTests(postgres, DatabaseEngine.Postgres);
