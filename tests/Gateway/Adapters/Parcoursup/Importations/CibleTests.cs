using System.Net;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Importations;

/// <summary>A file names neither its formation nor its session: what the caller tells of them is checked before anything is stored.</summary>
public abstract class CibleTests(PostgresServer postgres, DatabaseEngine engine) : ImportationTest(postgres, engine)
{
    [Fact]
    public async Task A_formation_that_nobody_has_heard_of_is_refused_and_nothing_is_stored()
    {
        await StartAsync(openGate: false);

        var message = await RefusedAsync("session=2026&formation=88420", "formation");

        Assert.Contains("88420", message, StringComparison.Ordinal);
        Assert.Contains("formationNouvelle=true", message, StringComparison.Ordinal);
        Assert.Empty(await ListAsync("importations"));
        Assert.Equal((0, 0), await BytesAsync());
    }

    [Fact]
    public async Task Whoever_says_that_the_formation_is_new_is_believed_and_the_dry_run_repeats_it()
    {
        await StartAsync(openGate: false);

        var report = (await UntilAsync(await SendAsync(Header + Line(17), "session=2026&formation=88420&formationNouvelle=true"), "AConfirmer"))["analyse"]!;

        Assert.Equal((88420, false), (report["formation"]!["code"]!.GetValue<int>(), report["formation"]!["dansCorrespondance"]!.GetValue<bool>()));
        Assert.Null(report["formation"]!["libelle"]);
    }

    [Fact]
    public async Task A_formation_without_mapping_is_known_from_a_wish_of_that_session_and_of_no_other()
    {
        Etab.Document["formations"] = new JsonArray(Formation(Droit, "L1DROI"));
        await StartAsync(openGate: false);
        var next = Campagne();
        foreach (var (name, value) in next.ToList()) next[name] = name == "session" ? 2027 : value!.GetValue<string>().Replace("2026", "2027", StringComparison.Ordinal);
        await Api.PutAsync("/api/campagnes/2027", next);
        await PushAndRestAsync(Voeu(17, SansCorrespondance));

        var report = (await UntilAsync(await SendAsync(Header + Line(18), $"session=2026&formation={SansCorrespondance}"), "AConfirmer"))["analyse"]!;

        Assert.False(report["formation"]!["dansCorrespondance"]!.GetValue<bool>());
        await RefusedAsync($"session=2027&formation={SansCorrespondance}", "formation");
    }

    [Fact]
    public async Task The_dry_run_names_the_formation_that_a_person_is_about_to_confirm()
    {
        await StartAsync(openGate: false);

        var report = (await UntilAsync(await SendAsync(Header + Line(17)), "AConfirmer"))["analyse"]!;

        Assert.Equal((Droit, "Formation 8842", true),
            (report["formation"]!["code"]!.GetValue<int>(), report["formation"]!["libelle"]!.GetValue<string>(), report["formation"]!["dansCorrespondance"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task A_session_without_a_calendar_is_refused()
    {
        await StartAsync(openGate: false);

        Assert.Contains("/api/campagnes/2031", await RefusedAsync("session=2031&formation=8842&formationNouvelle=true", "session"), StringComparison.Ordinal);
    }

    private async Task<string> RefusedAsync(string query, string field)
    {
        using var refused = await Api.RawAsync(HttpMethod.Post, Etab.Path + "importations?" + query, Header + Line(17), "text/csv");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var error = JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["erreurs"]![0]!;
        Assert.Equal(field, error["champ"]!.GetValue<string>());
        return error["message"]!.GetValue<string>();
    }
}

public sealed class CibleTestsOnSqlite(PostgresServer postgres) : CibleTests(postgres, DatabaseEngine.Sqlite);

public sealed class CibleTestsOnPostgres(PostgresServer postgres) : CibleTests(postgres, DatabaseEngine.Postgres);
