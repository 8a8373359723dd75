using System.Net;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Configuration;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Dossiers;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Imports;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Validations;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Acces;

/// <summary>Seed 002: who may import, see the follow-up and cancel, process and validate. Each role at each address.</summary>
public sealed class RolesTests(PostgresServer postgres) : FregataTest(postgres, DatabaseEngine.Sqlite)
{
    private const string Administrateur = "AdministrateurEtablissement";
    private const string Direction = "DirectionEtablissement";
    private const string Gestion = "GestionInscriptions";
    private static readonly string[] All = [Administrateur, Direction, Gestion];

    /// <summary>Every address with the roles that the guide gives it.</summary>
    private static readonly (HttpMethod Method, string Path, string? Body, string[] Roles)[] Addresses =
    [
        (HttpMethod.Post, "imports", """{"anneeScolaire":"2026-2027"}""", All),
        (HttpMethod.Get, "imports/1", null, All),
        (HttpMethod.Delete, "imports/1", null, [Administrateur]),
        (HttpMethod.Get, "echanges", null, [Administrateur]),
        (HttpMethod.Get, "echanges/1", null, [Administrateur]),
        (HttpMethod.Get, "inscriptions", null, [Gestion]),
        (HttpMethod.Post, "inscriptions/traitement", """{"inscriptions":[{"id":"2026-17-8842"}]}""", [Gestion]),
        (HttpMethod.Post, "validations", """{"inscriptions":[{"id":"2026-17-8842"}]}""", [Gestion]),
        (HttpMethod.Post, "validations/controles", """{"inscriptions":[{"id":"2026-17-8842"}]}""", [Gestion]),
        (HttpMethod.Post, "validations/annulations", """{"inscriptions":[{"id":"2026-17-8842"}]}""", [Gestion]),
        (HttpMethod.Get, "validations/1", null, [Gestion]),
    ];

    [Fact]
    public async Task Each_role_may_do_what_the_guide_says_and_nothing_else()
    {
        await StartedAsync();
        foreach (var (method, path, body, roles) in Addresses)
            foreach (var role in All)
            {
                var answer = await Fregata.As(role).SendAsync(method, path, body);
                Assert.True(answer.Status == (roles.Contains(role) ? HttpStatusCode.OK : HttpStatusCode.Forbidden), $"{role} {method} {path}: {answer.Status} {answer.Text}");
                if (!roles.Contains(role)) Assert.Equal("X-Fregata-Role", Text(answer.Erreurs[0]!, "champ"));
            }
    }

    [Fact]
    public async Task No_address_is_missing_from_that_table()
    {
        await StartedAsync();
        var mapped = FregataRoutes.Of(Gateway).Where(r => r.Pattern.Contains("{uai}", StringComparison.Ordinal))
            .Select(r => $"{r.Method} {r.Pattern["/fregata/v1/{uai}/".Length..].Replace("{id:long}", "1", StringComparison.Ordinal)}");
        Assert.Equal(mapped.Order(StringComparer.Ordinal), Addresses.Select(a => $"{a.Method} {a.Path}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_a_role_named_all_those_of_the_account_count()
    {
        await StartedAsync();
        foreach (var (method, path, body, _) in Addresses)
            Assert.Equal(HttpStatusCode.OK, (await Fregata.As(null).SendAsync(method, path, body)).Status);
    }

    /// <summary>An account with all the roles separates nobody, unless the caller has to say who acts.</summary>
    [Fact]
    public async Task An_etablissement_can_demand_that_every_call_names_the_person_and_the_role()
    {
        AtParcoursup(Admis(17));
        Etab.Document["fregata"]!["enTetesObligatoires"] = true;
        await StartFregataAsync();

        var nobody = await Fregata.ImportAsync();
        Assert.Equal((HttpStatusCode.Forbidden, "X-Fregata-Role"), (nobody.Status, Text(nobody.Erreurs[0]!, "champ")));
        var roleOnly = await Fregata.As(Direction).ImportAsync();
        Assert.Equal((HttpStatusCode.Forbidden, "X-Fregata-Utilisateur"), (roleOnly.Status, Text(roleOnly.Erreurs[0]!, "champ")));
        Assert.Equal(HttpStatusCode.OK, (await Fregata.As(Direction, "d.martin").ImportAsync()).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Fregata.As(Direction, "d.martin").SendAsync(HttpMethod.Get, "inscriptions")).Status);
    }

    /// <summary>The name as Java and PHP write it into a header: in ISO-8859-1.</summary>
    [Fact]
    public async Task The_name_of_the_person_is_read_in_ISO_8859_1_too()
    {
        AtParcoursup(Admis(17));
        await StartFregataAsync();
        const string Body = """{"anneeScolaire":"2026-2027"}""";
        var head = $"POST /fregata/v1/{Etab.Uai}/imports HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n"
            + $"Authorization: Basic {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{FregataApi.Login}:{FregataApi.Password}"))}\r\nX-Fregata-Utilisateur: Désirée Lefèvre\r\n\r\n{Body}";
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Gateway.Url.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(System.Text.Encoding.Latin1.GetBytes(head));
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync();

        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Contains("Désirée Lefèvre", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_acts_in_no_role_that_it_does_not_have()
    {
        Etab.Document["fregata"]!["comptes"]!.AsArray().Add(new JsonObject { ["login"] = "direction", ["motDePasse"] = "mdp-direction", ["roles"] = new JsonArray(Direction) });
        await StartFregataAsync();
        using var direction = new FregataApi(Gateway.Url, Etab.Uai, "direction", "mdp-direction");

        Assert.Equal(HttpStatusCode.OK, (await direction.ImportAsync()).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await direction.SendAsync(HttpMethod.Get, "inscriptions")).Status);
        foreach (var role in new[] { Gestion, "Directeur", "1" })
            Assert.Equal(HttpStatusCode.Forbidden, (await direction.As(role).ImportAsync()).Status);
    }

    private async Task StartedAsync()
    {
        AtParcoursup(Admis(17));
        await StartFregataAsync();
        await Fregata.ImportedAsync();
        await Fregata.ValidateAsync(17);
    }
}
