using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Parcoursup.Gateway.Adapters.Catalogue.Pages;
using Parcoursup.Gateway.Domain.Catalogue;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Catalogue.Pages;

/// <summary>A rule through its form and back.</summary>
public sealed class FormulaireRegleTests
{
    private const string Ecrite =
        """
        {"id":7,"niveau":"5 (bts, deust...)","diplome":"BTS","condition_integration":"Peut integrer","statut":"à publier","num_academie":14,"auteur":"MOSS",
         "regle_complementaire":{"combinateur":"et","criteres":[{"champ":"cfd","operateur":"egal a","valeur":"320"},{"champ":"cfd","operateur":"regexp","valeur":"^32"}]}}
        """;

    private const string Imbriquee =
        """
        {"id":"n","niveau":"5 (BTS, DEUST...)","diplome":"BTS","condition_integration":"peut intégrer","statut":"à publier",
         "regle_complementaire":{"combinateur":"OU","criteres":[{"combinateur":"ET","criteres":[{"champ":"cfd","operateur":"regexp","valeur":"^32"}]}]}}
        """;

    [Theory]
    [InlineData(Ecrite)]
    [InlineData(Imbriquee)]
    public void What_nobody_changes_stays_as_it_was_written(string written)
    {
        var (rule, before) = Read(written);
        var sent = Sent(FormulaireRegle.De(rule, before));

        Assert.Equal(before.ToJsonString(), sent.Document(before, rule, out var error)!.ToJsonString());
        Assert.Null(error);
    }

    [Fact]
    public void What_is_changed_is_changed_alone()
    {
        var (rule, before) = Read(Ecrite);
        var form = FormulaireRegle.De(rule, before);
        var sent = Sent(form with { Criteres = [form.Criteres[0] with { Valeur = "400" }], Supprimee = true });
        var after = sent.Document(before, rule, out _)!;

        Assert.Equal(("7", "5 (bts, deust...)", "14", "MOSS"), (after["id"]!.ToJsonString(), after["niveau"]!.ToString(), after["num_academie"]!.ToJsonString(), after["auteur"]!.ToString()));
        Assert.True(after["supprimee"]!.GetValue<bool>());
        var criterion = Assert.Single(Assert.IsType<GroupeCriteres>(Read(after.ToJsonString()).Regle.Condition).Criteres);
        Assert.Equal("400", Assert.IsType<Critere>(criterion).Valeur);
    }

    [Fact]
    public void A_nested_condition_that_is_no_JSON_is_told_where()
    {
        var (rule, before) = Read(Imbriquee);
        var sent = Sent(FormulaireRegle.De(rule, before) with { Imbriquee = "{\n  oups" });

        Assert.Null(sent.Document(before, rule, out var error));
        Assert.Equal("regle_complementaire", error!.Champ);
        Assert.Contains("ligne 2", error.Message, StringComparison.Ordinal);
    }

    private static (Regle Regle, JsonObject Document) Read(string written)
    {
        var document = LecteurRegles.Lire(Encoding.UTF8.GetBytes($"[{written}]"));
        Assert.Empty(document.Refus);
        return (document.Regles[0].Regle, JsonNode.Parse(written)!.AsObject());
    }

    // As a browser sends what the page shows, with its empty lines.
    private static FormulaireRegle Sent(FormulaireRegle form) => FormulaireRegle.Lire(new FormCollection(form.Tous
        .Append((FormulaireRegle.Nom("operateur", form.Criteres.Count), "égal à")).Append((FormulaireRegle.Nom("valeur", form.Criteres.Count), ""))
        .ToDictionary(field => field.Item1, field => new StringValues(field.Item2))));
}
