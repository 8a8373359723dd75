using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Catalogue;

/// <summary>The catalogue by REST: the same shapes, and keys with a role (rule H3).</summary>
public abstract class CatalogueRestTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private const string Rules =
        """[{"id":"r1","niveau":"5 (BTS, DEUST...)","diplome":"BTS","condition_integration":"peut intégrer","statut":"à publier (soumis à validation Recteur)"}]""";

    private const string Feed =
        """
        {"cle_ministere_educatif":"A|1","published":true,"catalogue_published":true,"niveau":"5 (BTS, DEUST...)","diplome":"BTS","annee":"1","num_academie":"14","uai_formation":"0350001A","date_debut":["2026-09-01"]}
        {"cle_ministere_educatif":"B","published":true,"catalogue_published":true,"niveau":"5 (BTS, DEUST...)","diplome":"BTS","annee":"1","num_academie":"1","uai_formation":"0350001A","date_debut":["2026-09-01"]}
        """;

    [Fact]
    public async Task Each_role_does_what_is_its_own_and_nothing_else()
    {
        await StartAsync(openGate: false);
        var admin = await Gateway.CreateKeyAsync("admin", null);
        var (moss, instructor, reader) = (await KeyAsync(admin, "moss", "-1"), await KeyAsync(admin, "instructeur", "14"), await KeyAsync(admin, "lecture", "-1"));

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(instructor, "campagnes", """{"debut":"2025-09-10"}"""));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(moss, "campagnes", """{"debut":"2025-09-10"}"""));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(moss, "imports", Feed));
        Assert.Equal(HttpStatusCode.Forbidden, (await Gateway.Http.PutJsonAsync("/api/catalogue/regles", Rules, reader)).Status);
        Assert.Equal(HttpStatusCode.OK, (await Gateway.Http.PutJsonAsync("/api/catalogue/regles", Rules, moss)).Status);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(moss, "nuits", """{"date":"2026-02-12"}"""));

        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(moss, "formations/A%7C1/publier", "{}"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(reader, "formations/A%7C1/publier", "{}"));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(instructor, "formations/B/publier", "{}"));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(instructor, "formations/A%7C1/publier", "{}"));
        var told = (await GetAsync(reader, "formations/A%7C1")).Json;
        Assert.Equal(("prêt pour intégration", "cle instructeur"), (told["parcoursup_statut"]!.GetValue<string>(), told["demandeur"]!.GetValue<string>()));
        Assert.Equal(1, (await GetAsync(reader, "formations")).Json["compte"]!["à publier (soumis à validation Recteur)"]!.GetValue<int>());

        Assert.Equal(HttpStatusCode.OK, (await Gateway.Http.PutJsonAsync("/api/catalogue/regles/r1/statuts/14", """{"statut":"à publier"}""", instructor)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Gateway.Http.PutJsonAsync("/api/catalogue/regles/r1/statuts/1", """{"statut":"à publier"}""", instructor)).Status);
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(moss, "imports", Feed.Split('\n')[0]));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(moss, "nuits", """{"date":"2026-02-13"}"""));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(moss, "nuits", """{"date":"2026-02-13","confirmer":true}"""));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(moss, "restaurations", """{"nuit":"2026-02-12","appliquer":true}"""));

        Assert.Equal(
            ["CatalogueCampagneOuverte cle moss", "CatalogueFluxImporte cle moss", "CatalogueImportConfirme cle moss", "CatalogueNuitConfirmee cle moss", "CatalogueNuitLancee cle moss", "CatalogueNuitRestauree cle moss", "CataloguePublicationDecidee cle instructeur",
                "CatalogueRegleChangee cle instructeur", "CatalogueRegleChangee cle moss"],
            (await Gateway.QueryAsync<string>("SELECT DISTINCT acte || ' ' || qui FROM audit WHERE acte LIKE 'Catalogue%'")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_feed_that_is_cut_off_on_the_way_is_an_import_that_failed_and_holds_the_night()
    {
        await StartAsync(openGate: false);
        var moss = await KeyAsync(await Gateway.CreateKeyAsync("admin", null), "moss", "-1");
        Assert.Equal(HttpStatusCode.OK, await PostAsync(moss, "campagnes", """{"debut":"2025-09-10"}"""));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(moss, "imports", Feed));

        using (var line = new TcpClient())
        {
            await line.ConnectAsync(Gateway.Url.Host, Gateway.Url.Port);
            await line.GetStream().WriteAsync(Encoding.UTF8.GetBytes(
                $"POST /api/catalogue/imports HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {moss}\r\nContent-Length: 100000\r\n\r\n{Feed}"));
            await Poll.UntilAsync(async () => await ImportsAsync() == 2);
        }

        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(moss, "nuits", """{"date":"2026-02-12"}"""));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(moss, "imports", Feed));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(moss, "nuits", """{"date":"2026-02-12"}"""));

        async Task<long> ImportsAsync() => (await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM catalogue_import"))[0];
    }

    [Fact]
    public async Task A_key_with_a_role_opens_nothing_but_the_catalogue_and_a_foreign_key_does_not_open_it()
    {
        await StartAsync(openGate: false);
        var moss = await KeyAsync(await Gateway.CreateKeyAsync("admin", null), "moss", "-1");

        Assert.Equal(HttpStatusCode.Forbidden, (await Gateway.Http.SendAsync(HttpMethod.Get, "/api/configuration", key: moss)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Gateway.Http.SendAsync(HttpMethod.Get, "/api/cles", key: moss)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Gateway.Http.SendAsync(HttpMethod.Get, $"/api/etablissements/{Etab.Code}/synthese", key: moss)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(moss, "cles")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(new string('x', 10), "formations")).Status);
        var key = (await Api.GetAsync("/api/catalogue/cles"))!["cles"]![0]!["id"]!.GetValue<string>();
        Assert.Equal(HttpStatusCode.NoContent, (await Gateway.Admin.Http.SendAsync(HttpMethod.Delete, $"/api/catalogue/cles/{key}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(moss, "formations")).Status);
    }

    private async Task<string> KeyAsync(string admin, string role, string academies)
    {
        var answer = await Gateway.Http.PostJsonAsync("/api/catalogue/cles",
            new JsonObject { ["nom"] = $"cle {role}", ["role"] = role, ["academies"] = academies }.ToJsonString(), admin);
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        return answer.Json["cle"]!.GetValue<string>();
    }

    private async Task<HttpStatusCode> PostAsync(string key, string path, string body) =>
        (await Gateway.Http.PostJsonAsync("/api/catalogue/" + path, body, key)).Status;

    private Task<Answer> GetAsync(string key, string path) => Gateway.Http.SendAsync(HttpMethod.Get, "/api/catalogue/" + path, key: key);
}

public sealed class CatalogueRestTestsOnSqlite(PostgresServer postgres) : CatalogueRestTests(postgres, DatabaseEngine.Sqlite);

public sealed class CatalogueRestTestsOnPostgres(PostgresServer postgres) : CatalogueRestTests(postgres, DatabaseEngine.Postgres);
