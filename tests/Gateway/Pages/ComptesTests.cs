using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Pages;

/// <summary>An account's life by its forms alone, and what the audit keeps of it.</summary>
public sealed partial class ComptesTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private const string Phrase = "une phrase assez longue";

    [Fact]
    public async Task Whatever_is_done_to_an_account_stands_in_the_audit()
    {
        using var chief = Browser();
        await AcceptAsync(chief, await shared.Gateway.Services.GetRequiredService<InvitationBook>().InviterAsync("Chef", [Droit.Exploitant], default), "chef");
        await AssertActsAsync("UtilisateurInvite", "UtilisateurCree", "ConnexionOuverte");

        var page = await PostAsync(chief, "/gestion/utilisateurs", "/gestion/utilisateurs/inviter", ("nom", "Dominique Roux"), ("droit." + shared.Etab.Code, "Lecture"));
        using var other = Browser();
        await AcceptAsync(other, Link().Match(page).Groups[1].Value, "dominique");

        var id = (await shared.Gateway.Services.GetRequiredService<UtilisateurBook>().ListAsync(default)).Single(u => u.Identifiant == "dominique").Id;
        var sheet = "/gestion/utilisateurs/" + id;
        await PostAsync(chief, sheet, sheet, ("geste", "droits"), ("droit." + shared.Etab.Code, "Scolarite"));
        await PostAsync(chief, sheet, sheet, ("geste", "desactiver"));
        await PostAsync(chief, sheet, sheet, ("geste", "reactiver"));
        await AssertActsAsync("DroitsChanges", "UtilisateurDesactive", "UtilisateurReactive");

        await PostAsync(other, "/gestion/connexion", "/gestion/connexion", ("identifiant", "dominique"), ("motDePasse", "ce n'est pas lui"));
        await PostAsync(other, "/gestion/connexion", "/gestion/connexion", ("identifiant", "dominique"), ("motDePasse", Phrase));
        var account = await other.GetStringAsync("/gestion/compte");
        var secret = Secret().Match(account).Groups[1].Value;
        await PostAsync(other, "/gestion/compte", "/gestion/compte/second-facteur", ("secret", secret), ("pose", Phrase), ("code", new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp()));
        await PostAsync(other, "/gestion/compte", "/gestion/compte/second-facteur/retirer", ("retrait", Phrase));
        await PostAsync(other, "/gestion/compte", "/gestion/compte/mot-de-passe", ("present", Phrase), ("motDePasse", Phrase + " bis"), ("confirmation", Phrase + " bis"));
        await AssertActsAsync("IdentifiantsRefuses", "SecondFacteurPose", "SecondFacteurRetire", "MotDePasseChange");

        await PostAsync(chief, "/gestion/compte", "/gestion/compte/sessions/fermer");
        await AssertActsAsync("ConnexionFermee");
    }

    [Fact]
    public async Task Whoever_finds_a_session_open_puts_no_second_factor_on_it_and_a_return_address_may_have_accents()
    {
        var link = await shared.Gateway.Services.GetRequiredService<InvitationBook>().InviterAsync("Noé", [Droit.Exploitant], default);
        using var http = Browser();
        await AcceptAsync(http, link, "noe-facteur");
        var secret = Secret().Match(await http.GetStringAsync("/gestion/compte")).Groups[1].Value;
        var code = new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp();

        await PostAsync(http, "/gestion/compte", "/gestion/compte/second-facteur", ("secret", secret), ("pose", "ce n'est pas lui"), ("code", code));
        Assert.False((await shared.Gateway.Services.GetRequiredService<UtilisateurBook>().ListAsync(default)).Single(u => u.Identifiant == "noe-facteur").SecondFacteur);

        using var again = Browser();
        var page = await PostAsync(again, "/gestion/connexion", "/gestion/connexion",
            ("identifiant", "noe-facteur"), ("motDePasse", Phrase), ("retour", "/gestion/étape"));
        Assert.Contains("introuvable", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("noe-facteur", await again.GetStringAsync("/gestion/compte"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_of_a_machine_opens_no_page()
    {
        using var http = Browser();
        http.DefaultRequestHeaders.Authorization = shared.Gateway.Admin.Http.DefaultRequestHeaders.Authorization;
        using var answer = await http.GetAsync($"/gestion/etablissements/{shared.Etab.Code}/candidats");

        Assert.EndsWith("/gestion/connexion", answer.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
    }

    private static async Task AcceptAsync(HttpClient http, string jeton, string identifiant)
    {
        var address = "/gestion/invitation/" + jeton;
        await PostAsync(http, address, address, ("nom", "Prénom " + identifiant), ("identifiant", identifiant), ("motDePasse", Phrase), ("confirmation", Phrase));
    }

    private static async Task<string> PostAsync(HttpClient http, string from, string to, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await http.GetStringAsync(from)).Groups[1].Value;
        using var answer = await http.PostAsync(to, new FormUrlEncodedContent([new("jeton", token), .. fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value))]));
        return await answer.Content.ReadAsStringAsync();
    }

    private Task AssertActsAsync(params string[] acts) => Poll.UntilAsync(
        () => shared.Gateway.QueryAsync<string>("SELECT DISTINCT acte FROM audit"), kept => acts.All(kept.Contains));

    private HttpClient Browser() => new(new SocketsHttpHandler { UseProxy = false, CookieContainer = new CookieContainer() })
    {
        BaseAddress = shared.Gateway.Url, Timeout = Poll.Patience,
    };

    [GeneratedRegex("name=\"jeton\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("/gestion/invitation/([A-Za-z0-9_-]+)")]
    private static partial Regex Link();

    [GeneratedRegex("class=\"secret\">([A-Z2-7]+)<")]
    private static partial Regex Secret();
}
