using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Conservation;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Api;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Conservation;

/// <summary>An établissement goes, and whoever takes its code finds nothing (rule J5).</summary>
public sealed class EtablissementTests(PostgresServer postgres)
{
    [Fact]
    public async Task Nothing_of_a_deleted_etablissement_is_left_in_any_table_and_the_next_owner_of_its_code_sees_nothing()
    {
        await using var storage = await TestStorage.CreateAsync(postgres, DatabaseEngine.Sqlite);
        await using var etab = await TestEtablissement.StartAsync(Victim.Code, SharedGateway.OtherUai);
        etab.Document["push"] = new JsonObject { ["login"] = "psup-lacs", ["motDePasse"] = SharedGateway.OtherPushPassword };
        etab.Document["parcoursup"]!["login"] = "psup-des-lacs";
        await using var gateway = await GatewayInstance.StartAsync(storage);
        await etab.SaveAsync(gateway);
        await gateway.CreateKeyAsync(Victim.Marker, etab.Code);
        // A row, and the marker, in every table.
        await Victim.FillAsync(gateway, etab);
        await AgesAsync(gateway);

        using var http = gateway.Client(await gateway.CreateKeyAsync("administration", etablissement: null));
        var essai = await http.SendAsync(HttpMethod.Delete, $"/api/etablissements/{etab.Code}?essai=true");
        Assert.True(essai.Json["total"]!.GetValue<long>() > 30, essai.Text);
        Assert.Equal(HttpStatusCode.Conflict, (await http.SendAsync(HttpMethod.Delete, $"/api/etablissements/{etab.Code}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await http.SendAsync(HttpMethod.Delete, $"/api/etablissements/{etab.Code}?confirmer={etab.Code}")).Status);

        foreach (var (table, column) in await gateway.QueryAsync<(string Table, string Column)>(
            "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'catalogue_%' AND c.type <> 'INTEGER'"))
        {
            // The audit tells for good what was configured, and who deleted it.
            if (table == "audit") continue;
            var left = (await gateway.QueryAsync<long>($"SELECT COUNT(*) FROM {table} WHERE CAST({column} AS TEXT) LIKE '%{Victim.Marker}%'")).Single();
            Assert.True(left == 0, $"{table}.{column} still has {left} rows of the former owner");
            if (column == "etablissement")
                Assert.Equal(0, (await gateway.QueryAsync<long>($"SELECT COUNT(*) FROM {table} WHERE etablissement = '{etab.Code}'")).Single());
        }

        await etab.SaveAsync(gateway);
        var counts = await gateway.Admin.AtRestAsync(etab.Code);
        Assert.Equal((0, 0), (counts["candidats"]!.GetValue<int>(), counts["taches"]!.GetValue<int>()));
        Assert.Empty((await gateway.Admin.GetAsync(etab.Path + "candidats"))!.AsArray());
    }

    [Theory]
    [InlineData(Victim.Code)]
    [InlineData(SharedGateway.OtherUai)]
    public async Task Its_code_stays_reserved_while_a_group_of_the_single_sign_on_still_has_rights_on_it(string named)
    {
        await using var storage = await TestStorage.CreateAsync(postgres, DatabaseEngine.Sqlite);
        await using var etab = await TestEtablissement.StartAsync(Victim.Code, SharedGateway.OtherUai);
        await using (var gateway = await GatewayInstance.StartAsync(
            storage, "--Sso:Autorite=https://cas.univ.fr", "--Sso:Client=passerelle", $"--Sso:Droits=scol = administrateur @ {named}"))
        {
            await etab.SaveAsync(gateway);
            using var http = gateway.Client(await gateway.CreateKeyAsync("administration", etablissement: null));

            var deleted = await http.SendAsync(HttpMethod.Delete, $"/api/etablissements/{etab.Code}?confirmer={etab.Code}");

            Assert.Equal(HttpStatusCode.Accepted, deleted.Status);
            Assert.Contains($"Sso:Droits donne encore des droits sur « {named} »", deleted.Json["message"]!.ToString(), StringComparison.Ordinal);
            Assert.NotEqual(HttpStatusCode.OK, (await http.SendAsync(HttpMethod.Put, $"/api/etablissements/{etab.Code}", Calls.Json(etab.Document.ToJsonString()))).Status);
        }

        await using var after = await GatewayInstance.StartAsync(storage);
        await Poll.UntilAsync(async () => (await after.QueryAsync<long>("SELECT COUNT(*) FROM code_en_suppression")).Single() == 0);
        await etab.SaveAsync(after);
    }

    // Each kind goes when it is older than its retention, and not before: judged on the row that every table has.
    private static async Task AgesAsync(GatewayInstance gateway)
    {
        var rows = new DateTimeOffset(2026, 6, 10, 0, 0, 0, TimeSpan.Zero);
        var judged = 0;
        foreach (var table in gateway.Services.GetRequiredService<PlanEffacement>().Tables.Where(t => t.Age is not null && t.Duree != DureeTenue.Messages))
        {
            Assert.Equal(0, await CountAsync(table, rows.AddDays(-1)));
            if (await CountAsync(table, rows.AddDays(1)) > 0) judged++;
        }

        Assert.True(judged > 5, $"Only {judged} kinds were judged.");

        async Task<long> CountAsync(TableTenue table, DateTimeOffset avant) =>
            (await gateway.QueryAsync<long>($"SELECT COUNT(*) FROM {table.Nom} WHERE {table.Age}", new Valeurs { code = Victim.Code, avant = avant })).Single();
    }
}
