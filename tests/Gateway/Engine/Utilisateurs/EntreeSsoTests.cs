using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Pages.Connexion.Sso;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Utilisateurs;

/// <summary>Under which names people are known who come by single sign-on.</summary>
public abstract class EntreeSsoTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private static readonly SsoOptions Options = new() { Autorite = "https://cas.univ.fr", AttributIdentifiant = "login", AttributNom = "name" };

    private EntreeSso Entree => Gateway.Services.GetRequiredService<EntreeSso>();

    [Fact]
    public async Task Two_people_of_one_login_are_two_and_keep_their_names()
    {
        await StartAsync(openGate: false);

        var (first, second) = (await EnterAsync("1", "camille"), await EnterAsync("2", "camille"));

        Assert.Equal("sso:camille", first.Identifiant);
        Assert.Matches("^sso:camille-[0-9a-f]{8}$", second.Identifiant);
        Assert.Equal((first.Id, second.Id), ((await EnterAsync("1", "camille")).Id, (await EnterAsync("2", "camille")).Id));
    }

    [Fact]
    public async Task Whoever_comes_through_many_tabs_at_once_has_one_account()
    {
        await StartAsync(openGate: false);

        var came = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => EnterAsync("1", "camille")));

        Assert.Single(came.Select(who => who.Id).Distinct());
        Assert.Equal(1, (await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM utilisateur WHERE identifiant LIKE 'sso:%'")).Single());
    }

    [Theory]
    [InlineData("camille", "Camille Moreau", "Camille Moreau")]
    // What is no name is not shown as one.
    [InlineData("camille", "Camille\nMoreau", "camille")]
    [InlineData("camille", "scelle:AAAA", "camille")]
    [InlineData("camille", null, "camille")]
    public void A_name_that_is_none_gives_way_to_the_login(string login, string? name, string shown) =>
        Assert.Equal(shown, SsoEndpoints.IdentityOf(Of("1", login, name), Options)!.Nom);

    [Theory]
    [InlineData("1", "camille\u0007")]
    [InlineData("1", "scelle:AAAA")]
    [InlineData("1", "")]
    [InlineData("1", null)]
    [InlineData("", "camille")]
    [InlineData(null, "camille")]
    public void Whoever_has_no_number_or_no_login_is_nobody(string? subject, string? login) =>
        Assert.Null(SsoEndpoints.IdentityOf(Of(subject, login, "Camille Moreau"), Options));

    private async Task<Utilisateur> EnterAsync(string subject, string login)
    {
        var (who, refusal) = await Entree.EntrerAsync(
            SsoEndpoints.IdentityOf(Of(subject, login, "Camille " + subject), Options)!, [new Droit(Niveau.Lecture, Etab.Code)], "127.0.0.1", default);
        Assert.Null(refusal);
        return who!;
    }

    private static ClaimsPrincipal Of(string? subject, string? login, string? name)
    {
        (string Type, string? Value)[] told = [("sub", subject), ("login", login), ("name", name)];
        return new(new ClaimsIdentity(told.Where(c => c.Value is not null).Select(c => new Claim(c.Type, c.Value!))));
    }
}

public sealed class EntreeSsoTestsOnSqlite(PostgresServer postgres) : EntreeSsoTests(postgres, DatabaseEngine.Sqlite);

public sealed class EntreeSsoTestsOnPostgres(PostgresServer postgres) : EntreeSsoTests(postgres, DatabaseEngine.Postgres);
