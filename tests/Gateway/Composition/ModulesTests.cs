using System.CommandLine;
using System.Net;
using Microsoft.Extensions.Configuration;
using Parcoursup.Gateway.Cli;
using Parcoursup.Gateway.Composition;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Composition;

/// <summary>A system is plugged in by one line of the composition: everything of it is then there, and nothing else changes.</summary>
public sealed class ModulesTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    private static readonly IReadOnlyList<IModule> WithFictif = [.. Modules.All, new FictifModule()];

    private protected override IReadOnlyList<IModule> Systems => WithFictif;

    [Fact]
    public async Task Its_addresses_middleware_errors_and_counts_are_there()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        var key = await Gateway.CreateKeyAsync("scolarité", Etab.Code);

        Assert.Equal((HttpStatusCode.OK, "salut"), await AskAsync("/fictif/salut"));
        Assert.Equal((HttpStatusCode.OK, "salut"), await AskAsync("/contexte/fictif/salut"));
        Assert.Equal(((HttpStatusCode)418, "NON 500"), await AskAsync("/fictif/panne"));
        Assert.Equal(((HttpStatusCode)418, "NON 404"), await AskAsync("/fictif/absent"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(Etab.Path + "fictif")).Status);
        Assert.Equal((HttpStatusCode.OK, Etab.Code), await AskAsync(Etab.Path + "fictif", key));
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync("/api/fictif", key)).Status);
        Assert.Equal("tous", await Api.Http.GetStringAsync("/api/fictif"));
        var counts = await Api.Http.GetStringAsync(Etab.Path + "synthese");
        Assert.StartsWith("{\"candidats\":1,\"voeux\":1,\"decisions\":{\"f\":1,", counts, StringComparison.Ordinal);
        Assert.Contains(",\"enAttente\":0},\"fictif\":{\"sessions\":2026,\"ouvert\":true},\"reserves\":0,", counts, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_commands_stand_at_their_place_and_under_the_word_of_another_module()
    {
        var root = GatewayCommand.Create(WithFictif);

        Assert.Equal(
            ["config", "connecteur", "fichiers", "scolarix", "fictif", "importer-candidats", "catalogue", "exposition", "candidat", "resultats-bac", "corriger-candidat", "gardes", "cle", "utilisateur", "campagne", "etablissement", "personne", "conservation", "securite", "journal", "audit", "wsdl"],
            root.Subcommands.Select(c => c.Name));
        var joined = root.Subcommands.Single(c => c.Name == "scolarix");
        Assert.Equal(["generer", "retour", "fictif"], joined.Subcommands.Select(c => c.Name));
        Assert.Equal("Échanges d'un établissement avec Scolarix", joined.Description);
    }

    [Theory]
    [InlineData("a", null, "a", null)]
    [InlineData("b", "a", "b", "a")]
    [InlineData("a", null, "b", "a")]
    public void Two_of_the_same_command_are_refused(string name, string? group, string other, string? otherGroup)
    {
        Assert.Throws<InvalidOperationException>(() => CommandTree.Fill(new Command("x"), [Bring(name, group), Bring(other, otherGroup)]));

        static ModuleCommand Bring(string name, string? group)
        {
            var command = new Command(name);
            command.SetAction(_ => 0);
            return new(1, command, group is null ? null : new(group, ""));
        }
    }

    [Fact]
    public void What_is_wrong_with_its_settings_is_told_with_the_rest()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Fictif:Mode"] = "x", ["Urls"] = "8080" }).Build();

        Assert.Equal(["Fictif:Mode : n'a pas lieu d'être.", "Urls : « 8080 » n'est pas une adresse d'écoute, par exemple http://127.0.0.1:8080."], SettingsCheck.Errors(settings, WithFictif));
    }

    private async Task<(HttpStatusCode Status, string Text)> AskAsync(string path, string? key = null)
    {
        using var http = Gateway.Client(key);
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
