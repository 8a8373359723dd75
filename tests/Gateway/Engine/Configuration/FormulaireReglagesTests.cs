using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Configuration.Formulaires;
using Parcoursup.Gateway.Gateway.Tests.Documentation;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Configuration;

/// <summary>The document as a form: what is not touched stays, and what is typed stands in its place and nowhere else.</summary>
public sealed class FormulaireReglagesTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    public static TheoryData<string> Examples => ["exemple-configuration.json", "exemple-scolarix.json", "exemple-fregata.json"];

    private FormulaireReglages Form => shared.Gateway.Services.GetRequiredService<FormulaireReglages>();

    private DocumentFormat Format => shared.Gateway.Services.GetRequiredService<DocumentFormat>();

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_form_that_is_sent_as_it_came_changes_nothing(string example)
    {
        var document = Read(example);

        var (after, errors) = Form.Appliquer(document, ValuesOf(document), exploitant: true);

        Assert.Empty(errors);
        Assert.Empty(DocumentDifference.Between(NodeOf(DocumentSecrets.Redact(document)), NodeOf(after!)));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Each_field_changes_its_own_place_and_nothing_else(string example)
    {
        var document = Read(example);
        var values = ValuesOf(document);
        foreach (var field in FieldsOf(document).Where(f => !f.Nom.Contains('[', StringComparison.Ordinal) && Other(f) is not null))
        {
            // The system decides which groups there are.
            if (field.Nom == "sis") continue;
            var (after, errors) = Form.Appliquer(document, new Dictionary<string, string>(values) { [field.Nom] = Other(field)! }, exploitant: true);
            Assert.True(errors.Count == 0, $"{field.Nom}: {string.Join(' ', errors)}");
            var changes = DocumentDifference.Between(NodeOf(DocumentSecrets.Redact(document)), NodeOf(after!)).ToList();
            Assert.True(changes.Count == 1 && (changes[0].Champ == field.Nom || field.Nom.StartsWith(changes[0].Champ + ".", StringComparison.Ordinal)),
                $"{field.Nom}: {string.Join(" ; ", changes)}");
        }
    }

    [Fact]
    public void What_is_not_his_to_change_stays_whatever_is_sent()
    {
        var document = Read("exemple-scolarix.json");
        var values = ValuesOf(document);
        (values["uais"], values["sis"], values["scolarix.dossier"], values["libelle"]) = ("0750001A", "Apogee", "/etc", "Autre nom");

        var (after, _) = Form.Appliquer(document, values, exploitant: false);

        Assert.Equal((document.Uais[0], document.Sis, "Autre nom"), (after!.Uais[0], after.Sis, after.Libelle));
        Assert.Equal("/srv/scolarix/instantanes", NodeOf(after)["scolarix"]!["dossier"]!.ToString());
    }

    [Fact]
    public void A_part_whose_fields_are_all_empty_is_not_there()
    {
        var document = Read("exemple-configuration.json");
        var values = ValuesOf(document);
        foreach (var name in values.Keys.Where(n => n.StartsWith("apogee.", StringComparison.Ordinal)).ToList()) values[name] = "  ";

        var (after, errors) = Form.Appliquer(document, values, exploitant: true);

        Assert.Empty(errors);
        Assert.Null(NodeOf(after!)["apogee"]);
    }

    [Fact]
    public void What_cannot_be_read_is_told_at_its_field()
    {
        var document = Read("exemple-configuration.json");
        var values = ValuesOf(document);
        (values["apogee.version"], values["opi.comptes[0].motDePasse"]) = ("dix", "un mot de passe");

        var (after, errors) = Form.Appliquer(document, values, exploitant: true);

        Assert.Null(after);
        Assert.Equal("apogee.version", Assert.Single(errors).Champ);
    }

    [Fact]
    public void An_error_of_the_rules_stands_at_the_field_that_it_is_about()
    {
        var form = Form.De(Read("exemple-configuration.json"));

        var told = FormulaireReglages.Rapporter(
            [new("etablissements[0].uais[1]", "a"), new("etablissements[0].apogee.url", "b"), new("etablissements[0].formations[3].oui", "c")], form);

        Assert.Equal(["uais", "apogee.url", "formations[3].oui"], told.Select(e => e.Champ));
    }

    [Fact]
    public void What_an_account_has_beside_the_form_goes_with_it_and_a_huge_number_of_them_is_not_believed()
    {
        var document = Read("exemple-configuration.json");
        var node = NodeOf(document);
        node["opi"]!["comptes"] = new JsonArray(
            new JsonObject { ["login"] = "a", ["prefixe"] = "A" },
            new JsonObject { ["login"] = "b", ["prefixe"] = "B", ["attenteSecondes"] = 25 });
        Assert.Null(Format.TryRead<EtablissementDocument>(Encoding.UTF8.GetBytes(node.ToJsonString()), out document!));
        var values = ValuesOf(document);
        (values["opi.comptes[0].login"], values["opi.comptes[1].login"], values["opi.comptes[2000000000].login"]) = ("", "nouveau", "x");

        var accounts = NodeOf(Form.Appliquer(document, values, exploitant: true).Document!)["opi"]!["comptes"]!.AsArray();

        Assert.Equal("nouveau B 25", $"{Assert.Single(accounts)!["login"]} {accounts[0]!["prefixe"]} {accounts[0]!["attenteSecondes"]}");
    }

    private EtablissementDocument Read(string example)
    {
        var text = File.ReadAllBytes(Depot.PathOf("docs/guide/" + example));
        Assert.Null(Format.TryRead<ConfigurationDocument>(text, out var document));
        return document!.Etablissements[0];
    }

    private JsonObject NodeOf(EtablissementDocument document) => JsonSerializer.SerializeToNode(document, Format.Options)!.AsObject();

    private IEnumerable<ChampSaisi> FieldsOf(EtablissementDocument document) =>
        Form.De(document).SelectMany(g => g.Elements).SelectMany(e => e.Champs);

    // As a browser sends them: no box that is not ticked.
    private Dictionary<string, string> ValuesOf(EtablissementDocument document) => Form.De(document).SelectMany(g => g.Elements)
        .SelectMany(e => e.Champs.Select(c => (c.Nom, c.Valeur)).Concat(e.Cle is { } key ? [key] : []))
        .Where(v => v.Valeur.Length > 0).ToDictionary(v => v.Nom, v => v.Valeur);

    private static string? Other(ChampSaisi field) => field.Champ.Sorte switch
    {
        SorteChamp.Texte => field.Valeur + "x",
        SorteChamp.Nombre => field.Valeur == "7" ? "8" : "7",
        SorteChamp.Oui => field.Valeur.Length > 0 ? "" : "oui",
        SorteChamp.Date => field.Valeur == "2008-02-03" ? "2008-02-04" : "2008-02-03",
        SorteChamp.Choix => field.Champ.Choix.Select(c => c.Valeur).FirstOrDefault(v => v != field.Valeur && v.Length > 0),
        // Words of any kind are not for lists of names that are known.
        _ => null,
    };
}
