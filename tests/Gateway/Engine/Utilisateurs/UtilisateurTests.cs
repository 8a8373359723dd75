using Microsoft.Extensions.DependencyInjection;
using OtpNet;
using Parcoursup.Gateway.Engine.Conservation;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Utilisateurs;

/// <summary>Accounts, links and sessions as they are kept, on both databases.</summary>
public abstract class UtilisateurTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private const string Phrase = "une phrase assez longue";

    private T Get<T>() where T : notnull => Gateway.Services.GetRequiredService<T>();

    [Fact]
    public async Task A_link_is_good_once_also_for_two_who_use_it_at_the_same_moment()
    {
        await StartAsync(openGate: false);
        var link = await Get<InvitationBook>().InviterAsync("Camille", [Droit.Exploitant], default);

        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(i =>
            Get<InvitationBook>().AccepterAsync(link, "camille" + i, "Camille Moreau", Phrase, default)));

        Assert.Single(made, m => m.Utilisateur is not null);
        Assert.Single(await Get<UtilisateurBook>().ListAsync(default));
        Assert.Null(await Get<InvitationBook>().TrouverAsync(link, default));
    }

    [Fact]
    public async Task An_identifier_that_is_taken_leaves_the_link_good()
    {
        await StartAsync(openGate: false);
        await MakeAsync("camille", Droit.Exploitant);
        var link = await Get<InvitationBook>().InviterAsync("Dominique", [Droit.Exploitant], default);

        var (_, errors) = await Get<InvitationBook>().AccepterAsync(link, " Camille ", "Dominique R.", Phrase, default);

        Assert.Equal("identifiant", Assert.Single(errors).Champ);
        Assert.NotNull((await Get<InvitationBook>().AccepterAsync(link, "dominique", "Dominique R.", Phrase, default)).Utilisateur);
    }

    [Fact]
    public async Task Whoever_has_a_link_makes_the_gateway_hash_nothing_for_an_identifier_that_is_taken()
    {
        await StartAsync(openGate: false);
        await MakeAsync("camille", Droit.Exploitant);
        var link = await Get<InvitationBook>().InviterAsync("Dominique", [Droit.Exploitant], default);

        // More than may wait for a hash at once: none of them does.
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ =>
            Get<InvitationBook>().AccepterAsync(link, "camille", "Dominique R.", Phrase, default)));

        Assert.All(answers, answer => Assert.Contains("déjà pris", Assert.Single(answer.Erreurs).Message, StringComparison.Ordinal));
        Assert.NotNull(await Get<InvitationBook>().TrouverAsync(link, default));
    }

    [Theory]
    [InlineData("sso:camille", "Camille Moreau", "identifiant")]
    [InlineData("camille", "Camille\nMoreau", "nom")]
    [InlineData("camille", "scelle:AAAA", "nom")]
    public async Task A_name_is_nobody_else_s_and_nothing_but_a_name(string identifiant, string nom, string champ)
    {
        await StartAsync(openGate: false);
        var link = await Get<InvitationBook>().InviterAsync("Camille", [Droit.Exploitant], default);

        Assert.Equal(champ, Assert.Single((await Get<InvitationBook>().AccepterAsync(link, identifiant, nom, Phrase, default)).Erreurs).Champ);
    }

    [Fact]
    public async Task With_an_etablissement_go_the_rights_on_it_and_the_links_that_promise_some()
    {
        await StartAsync(openGate: false);
        await using var other = await TestEtablissement.StartAsync("autre-test", SharedGateway.OtherUai);
        await other.SaveAsync(Gateway);
        await MakeAsync("chef", Droit.Exploitant);
        var user = await MakeAsync("camille", new Droit(Niveau.Administrateur, other.Code));
        var session = await Get<SessionBook>().OuvrirAsync(user, "127.0.0.1", default);
        var (promised, kept) = (await Get<InvitationBook>().InviterAsync("Dominique", [new(Niveau.Lecture, other.Code)], default),
            await Get<InvitationBook>().InviterAsync("Claude", [new(Niveau.Lecture, Etab.Code)], default));

        await Get<ConservationService>().SupprimerAsync(other.Code, essai: false, "Chef", default);
        await other.SaveAsync(Gateway);

        Assert.Empty((await Get<UtilisateurBook>().FindAsync(user.Id, default))!.Droits);
        Assert.Null((await Get<SessionBook>().TrouverAsync(session, default))?.Sur(other.Code));
        Assert.Null(await Get<InvitationBook>().TrouverAsync(promised, default));
        Assert.NotNull(await Get<InvitationBook>().TrouverAsync(kept, default));
    }

    [Fact]
    public async Task A_second_factor_that_is_there_is_not_replaced()
    {
        await StartAsync(openGate: false);
        var user = await MakeAsync("camille", Droit.Exploitant);
        var (first, second) = (SecondFacteur.NouveauSecret(), SecondFacteur.NouveauSecret());
        Assert.Null(await Get<SecondFacteur>().PoserAsync(user, first, Code(first), default));

        user = (await Get<UtilisateurBook>().FindAsync(user.Id, default))!;
        Assert.Contains("déjà demandé", await Get<SecondFacteur>().PoserAsync(user, second, Code(second), default), StringComparison.Ordinal);

        static string Code(string secret) => new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp();
    }

    [Fact]
    public async Task The_last_who_runs_the_gateway_stays()
    {
        await StartAsync(openGate: false);
        var only = await MakeAsync("camille", Droit.Exploitant);

        Assert.Contains("dernier exploitant", await Get<UtilisateurBook>().ActiverAsync(only.Id, actif: false, default), StringComparison.Ordinal);
        Assert.Contains("dernier exploitant",
            await Get<UtilisateurBook>().ChangerDroitsAsync(only.Id, [new(Niveau.Lecture, Etab.Code)], default), StringComparison.Ordinal);

        await MakeAsync("dominique", Droit.Exploitant);
        Assert.Null(await Get<UtilisateurBook>().ActiverAsync(only.Id, actif: false, default));
    }

    [Fact]
    public async Task Whoever_is_deactivated_or_gets_another_password_is_signed_out()
    {
        await StartAsync(openGate: false);
        await MakeAsync("chef", Droit.Exploitant);
        var user = await MakeAsync("camille", new Droit(Niveau.Lecture, Etab.Code));
        var session = await Get<SessionBook>().OuvrirAsync(user, "127.0.0.1", default);
        Assert.Equal("camille", (await Get<SessionBook>().TrouverAsync(session, default))!.Identifiant);

        await Get<UtilisateurBook>().ActiverAsync(user.Id, actif: false, default);
        Assert.Null(await Get<SessionBook>().TrouverAsync(session, default));

        await Get<UtilisateurBook>().ActiverAsync(user.Id, actif: true, default);
        session = await Get<SessionBook>().OuvrirAsync(user, "127.0.0.1", default);
        var link = await Get<InvitationBook>().ReinitialiserAsync(user, default);
        Assert.Empty((await Get<InvitationBook>().AccepterAsync(link, "", "", Phrase + " encore", default)).Erreurs);
        Assert.Null(await Get<SessionBook>().TrouverAsync(session, default));
    }

    [Theory]
    [InlineData("court")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("camille-camille-1")]
    public async Task A_password_that_is_guessed_first_is_refused(string motDePasse)
    {
        await StartAsync(openGate: false);
        var link = await Get<InvitationBook>().InviterAsync("Camille", [Droit.Exploitant], default);

        var (_, errors) = await Get<InvitationBook>().AccepterAsync(link, "camille", "Camille Moreau", motDePasse, default);

        Assert.Equal("motDePasse", Assert.Single(errors).Champ);
    }

    [Theory]
    [InlineData("UPDATE session_utilisateur SET utilisateur = (SELECT id FROM utilisateur WHERE identifiant = 'chef')")]
    [InlineData("UPDATE session_utilisateur SET expire_le = '2099-01-01T00:00:00.000Z'")]
    [InlineData("UPDATE utilisateur SET actif = TRUE, mot_de_passe = NULL WHERE identifiant = 'camille'")]
    public async Task What_was_changed_behind_the_gateway_opens_nothing(string change)
    {
        await StartAsync(openGate: false);
        await MakeAsync("chef", Droit.Exploitant);
        var session = await Get<SessionBook>().OuvrirAsync(await MakeAsync("camille", new Droit(Niveau.Lecture, Etab.Code)), "127.0.0.1", default);

        await Gateway.ExecuteAsync(change);

        Assert.Null(await Get<SessionBook>().TrouverAsync(session, default));
    }

    private async Task<Utilisateur> MakeAsync(string identifiant, Droit droit)
    {
        var (made, errors) = await Get<InvitationBook>().AccepterAsync(
            await Get<InvitationBook>().InviterAsync("Camille", [droit], default), identifiant, "Camille Moreau", Phrase, default);
        Assert.Empty(errors);
        return made!;
    }
}

public sealed class UtilisateurTestsOnSqlite(PostgresServer postgres) : UtilisateurTests(postgres, DatabaseEngine.Sqlite);

public sealed class UtilisateurTestsOnPostgres(PostgresServer postgres) : UtilisateurTests(postgres, DatabaseEngine.Postgres);
