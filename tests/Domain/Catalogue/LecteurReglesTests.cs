using System.Text;
using Parcoursup.Gateway.Domain.Catalogue;
using static Parcoursup.Gateway.Domain.Catalogue.StatutCatalogue;

namespace Parcoursup.Gateway.Domain.Tests.Catalogue;

/// <summary>A document of rules, each word against its closed list.</summary>
public class LecteurReglesTests
{
    private const string Rule =
        """
        {"id":"r1","niveau":"5 (BTS, DEUST...)","diplome":"BTS","condition_integration":"peut intégrer",
         "statut":"à publier (soumis à validation Recteur)","num_academie":"014","statut_academies":{"14":"hors périmètre"},
         "regle_complementaire":{"combinateur":"ET","criteres":[{"champ":"cfd","operateur":"contient","valeur":"3"},
           {"combinateur":"OU","criteres":[{"champ":"rncp_code","operateur":"égal à","valeur":"RNCP1"}]}]}}
        """;

    [Fact]
    public void A_whole_rule_is_read_with_its_condition_and_the_academies_statuses()
    {
        var document = Lire($"[{Rule}]");

        Assert.Empty(document.Refus);
        var rule = Assert.Single(document.Regles).Regle;
        Assert.Equal(("r1", APublierRecteur, 14), (rule.Id, rule.Statut, rule.Academie));
        Assert.Equal(NonPubliable, rule.StatutsAcademies[14]);
        Assert.IsType<GroupeCriteres>(rule.Condition);
    }

    [Theory]
    [InlineData("\"niveau\":\"5 (BTS, DEUST...)\"", "\"niveau\":\"5 (BTS)\"", "niveau")]
    [InlineData("\"statut\":\"à publier (soumis à validation Recteur)\"", "\"statut\":\"publié\"", "statut")]
    [InlineData("\"statut\":\"à publier (soumis à validation Recteur)\"", "\"statut\":\"à voir\"", "statut")]
    [InlineData("\"num_academie\":\"014\"", "\"num_academie\":\"99\"", "num_academie")]
    [InlineData("\"champ\":\"cfd\"", "\"champ\":\"published\"", "regle_complementaire.criteres[0].champ")]
    [InlineData("\"operateur\":\"contient\"", "\"operateur\":\"like\"", "regle_complementaire.criteres[0].operateur")]
    [InlineData("\"combinateur\":\"OU\"", "\"combinateur\":\"OR\"", "regle_complementaire.criteres[1].combinateur")]
    [InlineData("{\"14\":", "{\"99\":", "statut_academies.99")]
    [InlineData("\"statut\":\"à publier (soumis à validation Recteur)\"", "\"statut\":\"à publier\"", "statut_academies")]
    [InlineData("\"peut intégrer\"", "\"peut-être\"", "condition_integration")]
    [InlineData("\"id\":\"r1\",", "", "[0].id")]
    public void What_is_on_no_closed_list_is_refused_with_its_place(string right, string wrong, string place) =>
        Assert.Contains(place, Lire($"[{Rule.Replace(right, wrong, StringComparison.Ordinal)}]").Refus.Select(r => r.Champ));

    [Fact]
    public void An_unknown_diploma_is_only_warned_of()
    {
        var document = LecteurRegles.Lire(Encoding.UTF8.GetBytes($"[{Rule}]"), new HashSet<string> { "BUT" });

        Assert.Empty(document.Refus);
        Assert.Equal("diplome", Assert.Single(document.Avertissements).Champ);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[{]")]
    [InlineData("[1]")]
    public void What_is_no_array_of_rules_is_refused(string json) => Assert.True(Lire(json).EstRefuse);

    [Fact]
    public void Two_rules_of_one_id_are_refused() => Assert.True(Lire($"[{Rule},{Rule}]").EstRefuse);

    [Theory]
    [InlineData("0")]
    [InlineData("")]
    [InlineData("000")]
    public void A_zero_or_nothing_is_the_whole_country(string number) =>
        Assert.Null(Lire($"[{Rule.Replace("\"014\"", $"\"{number}\"", StringComparison.Ordinal)}]").Regles[0].Regle.Academie);

    [Fact]
    public void A_rule_of_another_platform_is_kept_and_not_applied() =>
        Assert.False(Lire($"[{Rule.Replace("{\"id\"", "{\"plateforme\":\"affelnet\",\"id\"", StringComparison.Ordinal)}]").Regles[0].Regle.EstAppliquee);

    [Theory]
    [InlineData("affelnet", 0)]
    [InlineData("parcoursupp", 1)]
    public void The_words_of_another_platform_s_rule_are_its_own_and_kept_as_they_are(string plateforme, int warnings)
    {
        const string words = "\"niveau\":\"3\",\"statut\":\"à publier (soumis à validation)\",\"statut_academies\":{\"99\":\"autre\"}";
        var document = Lire($"[{{\"id\":\"a1\",\"plateforme\":\"{plateforme}\",{words}}},{Rule}]");

        Assert.Empty(document.Refus);
        Assert.Equal(warnings, document.Avertissements.Count(a => a.Champ == "plateforme"));
        var kept = document.Regles[0];
        Assert.False(LecteurRegles.Relire(kept.Json, kept.Regle.StatutsAcademies).EstAppliquee);
        Assert.Contains("\"statut\":\"à publier (soumis à validation)\"", kept.Json, StringComparison.Ordinal);
        Assert.Contains("\"99\"", kept.Json, StringComparison.Ordinal);
        Assert.NotNull(DroitRegle.Refus(new Acteur("MOSS", RoleCatalogue.Moss, null), kept.Regle, null, APublier));
    }

    [Fact]
    public void What_was_read_is_read_again_the_same()
    {
        var read = Lire($"[{Rule}]").Regles[0];
        var again = LecteurRegles.Relire(read.Json, read.Regle.StatutsAcademies);

        Assert.Equal((read.Regle.Id, read.Regle.Statut, read.Regle.Academie), (again.Id, again.Statut, again.Academie));
        Assert.DoesNotContain("statut_academies", read.Json, StringComparison.Ordinal);
    }

    private static DocumentRegles Lire(string json) => LecteurRegles.Lire(Encoding.UTF8.GetBytes(json));
}
