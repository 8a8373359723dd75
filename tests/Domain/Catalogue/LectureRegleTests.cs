using System.Text;
using System.Text.Json;
using Parcoursup.Gateway.Domain.Catalogue;
using static Parcoursup.Gateway.Domain.Catalogue.StatutCatalogue;

namespace Parcoursup.Gateway.Domain.Tests.Catalogue;

/// <summary>What is read of each field of a rule, what is warned of, and what is kept of it.</summary>
public class LectureRegleTests
{
    private static readonly Dictionary<string, string> Bonne = new()
    {
        ["id"] = "\"r1\"", ["plateforme"] = "\"parcoursup\"", ["niveau"] = "\"5 (BTS, DEUST...)\"", ["diplome"] = "\" BTS \"",
        ["condition_integration"] = "\"Peut Intégrer\"", ["statut"] = "\"en attente\"", ["duree"] = "2", ["annee"] = "\"1\"", ["num_academie"] = "14",
        ["nom_regle_complementaire"] = "\"Électro\"", ["auteur"] = "\"Marie\"", ["historique"] = "[]",
    };

    [Fact]
    public void Every_field_of_a_rule_is_read_as_it_is_meant()
    {
        var document = Lire(("statut", "\"à publier\""), ("supprimee", "true"));

        Assert.Empty(document.Refus);
        Assert.Empty(document.Avertissements);
        Assert.False(document.EstRefuse);
        var (rule, json, said) = Assert.Single(document.Regles);
        Assert.Equal(("r1", false, "5 (BTS, DEUST...)", "BTS", true), (rule.Id, rule.IdNumerique, rule.Niveau, rule.Diplome, rule.PeutIntegrer));
        Assert.Equal((APublier, "2", "1", 14, "Électro"), (rule.Statut, rule.Duree, rule.Annee, rule.Academie, rule.NomCondition));
        Assert.Equal((true, false, false), (rule.Supprimee, rule.AutrePlateforme, rule.EstAppliquee));
        Assert.Null(rule.Condition);
        Assert.False(said);
        Assert.Contains("\"Électro\"", json, StringComparison.Ordinal); // as people read it
    }

    [Fact]
    public void An_id_may_be_a_number_and_is_given_back_so()
    {
        var read = Assert.Single(Lire(("id", "17"), ("statut", "\"à publier\"")).Regles);

        Assert.Equal(("17", true), (read.Regle.Id, read.Regle.IdNumerique));
        Assert.Equal(JsonValueKind.Number, JsonDocument.Parse(read.Json).RootElement.GetProperty("id").ValueKind);
    }

    [Theory]
    [InlineData("null", false)]
    [InlineData("false", false)]
    [InlineData("true", true)]
    [InlineData("\"oui\"", true)]
    [InlineData("\"non\"", false)]
    public void A_rule_may_be_deleted(string value, bool deleted) =>
        Assert.Equal(deleted, Assert.Single(Lire(("statut", "\"à publier\""), ("supprimee", value)).Regles).Regle.Supprimee);

    [Theory]
    [InlineData("1")]
    [InlineData("\"peut-être\"")]
    [InlineData("[]")]
    public void What_is_neither_true_nor_false_is_refused(string value) => Assert.Equal(
        [new RemarqueRegle("r1", "supprimee", "Écrire true ou false.")], Lire(("statut", "\"à publier\""), ("supprimee", value)).Refus);

    [Fact]
    public void A_former_name_of_a_status_is_kept_by_the_one_in_use()
    {
        var read = Assert.Single(Lire(("statut", "\"hors périmètre\""), ("condition_integration", "\"ne doit pas intégrer\"")).Regles);

        Assert.Equal((NonPubliable, false), (read.Regle.Statut, read.Regle.PeutIntegrer));
        Assert.Contains("\"statut\":\"non publiable en l'état\"", read.Json, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_without_effect_is_warned_of()
    {
        var forbids = Lire(("statut", "\"à publier\""), ("condition_integration", "\"ne doit pas intégrer\""), ("couleur", "1"));

        Assert.Equal(
            [
                new RemarqueRegle("r1", "couleur", "Champ inconnu, sans effet."),
                new RemarqueRegle("r1", "statut", "« ne doit pas intégrer » donne toujours « non publiable en l'état » : « à publier » est sans effet."),
            ],
            forbids.Avertissements);
        Assert.Single(forbids.Regles);
        Assert.Equal(
            [new RemarqueRegle("r1", "plateforme", "La plateforme « autre » n'est pas « parcoursup » : règle gardée, sans effet.")], Lire(("plateforme", "\"autre\"")).Avertissements);
        Assert.Equal(
            [new RemarqueRegle("r1", "diplome", "Aucune formation du catalogue n'a le diplôme « BTS » : vérifier son libellé exact.")],
            LecteurRegles.Lire(Json(("statut", "\"à publier\"")), new HashSet<string> { "BUT" }).Avertissements);
        Assert.Empty(LecteurRegles.Lire(Json(("statut", "\"à publier\"")), new HashSet<string> { "BTS" }).Avertissements);
    }

    [Theory]
    [InlineData("\"PARCOURSUP\"", true)]
    [InlineData("\"Affelnet\"", false)]
    [InlineData("null", true)]
    public void A_rule_is_of_a_platform_whatever_the_case(string platform, bool applied)
    {
        var document = Lire(("statut", "\"à publier\""), ("plateforme", platform));

        Assert.Empty(document.Avertissements);
        Assert.Equal((applied, !applied), Assert.Single(document.Regles).Regle is var rule ? (rule.EstAppliquee, rule.AutrePlateforme) : default);
    }

    [Fact]
    public void A_rule_of_another_platform_keeps_nothing_but_its_id_and_its_words()
    {
        var read = Assert.Single(Lire(("plateforme", "\"affelnet\""), ("id", "3"), ("statut", "\"zorglub\""), ("statut_academies", "{\"14\":\"x\"}")).Regles);

        Assert.Equal(("3", true, "", "", false, NonPubliable), (read.Regle.Id, read.Regle.IdNumerique, read.Regle.Niveau, read.Regle.Diplome, read.Regle.PeutIntegrer, read.Regle.Statut));
        Assert.False(read.AcademiesDites);
        Assert.Contains("Électro", read.Json, StringComparison.Ordinal);
        Assert.Contains("zorglub", read.Json, StringComparison.Ordinal);
        Assert.Empty(LecteurRegles.Lire(Encoding.UTF8.GetBytes("[{\"plateforme\":\"affelnet\"}]")).Regles); // without an id it is none
    }

    [Theory]
    [InlineData("{}", true)]
    [InlineData("{\"014\":\"hors périmètre\",\"1\":\"à publier\"}", true)]
    [InlineData("null", false)]
    public void The_decisions_of_academies_are_said_or_not(string academies, bool said)
    {
        var read = Assert.Single(Lire(("statut", "\"à publier (soumis à validation Recteur)\""), ("statut_academies", academies)).Regles);

        Assert.Equal(said, read.AcademiesDites);
        Assert.Equal(academies.Length > 10 ? [1, 14] : [], read.Regle.StatutsAcademies.Keys);
        Assert.DoesNotContain("statut_academies", read.Json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_status_of_an_academie_that_is_no_text_is_refused() => Assert.Equal(
        ["statut_academies.14"], Lire(("statut", "\"à publier (soumis à validation Recteur)\""), ("statut_academies", "{\"14\":4}")).Refus.Select(r => r.Champ));

    [Theory]
    [InlineData("null", false)]
    [InlineData("\" \"", false)]
    [InlineData("{}", false)]
    [InlineData("{\"champ\":\"cfd\",\"operateur\":\"contient\",\"valeur\":\" 3\"}", true)]
    [InlineData("{\"combinateur\":\"ou\",\"criteres\":[]}", true)]
    public void A_rule_may_have_a_condition(string condition, bool has)
    {
        var document = Lire(("statut", "\"à publier\""), ("regle_complementaire", condition));

        Assert.Empty(document.Refus);
        Assert.Equal(has, Assert.Single(document.Regles).Regle.Condition is not null);
    }

    [Fact]
    public void The_value_of_a_criterion_keeps_its_blanks_and_its_names_do_not()
    {
        var rule = Assert.Single(Lire(("statut", "\"à publier\""), ("regle_complementaire", "{\"champ\":\" cfd \",\"operateur\":\" Égal  à\",\"valeur\":\" 3 \"}")).Regles).Regle;

        var criterion = Assert.IsType<Critere>(rule.Condition);
        Assert.Equal(("cfd", "Égal  à", " 3 "), (criterion.Champ, criterion.NomOperateur, criterion.Valeur));
    }

    [Theory]
    [InlineData("ET", false)]
    [InlineData("ou", true)]
    public void Groups_are_joined_by_their_word(string word, bool holds)
    {
        var condition = "{\"combinateur\":\"" + word + "\",\"criteres\":[{\"champ\":\"cfd\",\"operateur\":\"contient\",\"valeur\":\"3\"},"
            + "{\"champ\":\"cfd\",\"operateur\":\"contient\",\"valeur\":\"x\"}]}";

        Assert.Equal(holds, Assert.Single(Lire(("statut", "\"à publier\""), ("regle_complementaire", condition)).Regles).Regle.Condition!.Tient(Formations.Bonne()));
    }

    [Theory]
    [InlineData(20, null)]
    [InlineData(21, "Trop de groupes les uns dans les autres.")]
    public void Groups_stand_in_one_another_twenty_deep(int deep, string? refus)
    {
        var condition = string.Concat(Enumerable.Repeat("{\"combinateur\":\"ET\",\"criteres\":[", deep)) + "{\"champ\":\"cfd\",\"operateur\":\"contient\",\"valeur\":\"3\"}"
            + string.Concat(Enumerable.Repeat("]}", deep));

        Assert.Equal(refus, Lire(("statut", "\"à publier\""), ("regle_complementaire", condition)).Refus.Select(r => r.Motif).FirstOrDefault());
    }

    [Theory]
    [InlineData("{\"criteres\":[]}", "regle_complementaire.combinateur")]
    [InlineData("{\"combinateur\":\"ET\",\"criteres\":{}}", "regle_complementaire.criteres")]
    [InlineData("{\"combinateur\":\"ET\",\"criteres\":[{\"combinateur\":\"ET\",\"criteres\":[1]}]}", "regle_complementaire.criteres[0].criteres[0]")]
    [InlineData("\"cfd\"", "regle_complementaire")]
    public void What_is_wrong_in_a_group_is_told_with_its_place(string condition, string place) => Assert.Contains(
        place, Lire(("statut", "\"à publier\""), ("regle_complementaire", condition)).Refus.Select(r => r.Champ));

    [Fact]
    public void A_document_with_a_byte_order_mark_is_read_and_a_stored_rule_that_is_none_is_a_fault()
    {
        Assert.Single(LecteurRegles.Lire(Encoding.UTF8.GetBytes("\uFEFF" + Encoding.UTF8.GetString(Json(("statut", "\"à publier\""))))).Regles);

        var fault = Assert.Throws<InvalidDataException>(() => LecteurRegles.Relire("{}", new Dictionary<int, StatutCatalogue>()));
        Assert.Equal("A stored rule cannot be read: Indiquer l'identifiant de la règle.", fault.Message);
    }

    [Fact]
    public void What_is_refused_names_its_rule_and_costs_only_that_one()
    {
        var document = LecteurRegles.Lire(Encoding.UTF8.GetBytes($"[{Regle(("id", "\"a\""), ("niveau", "\"9\""))},{Regle(("id", "\"b\""), ("statut", "\"à publier\""))},1]"));

        Assert.Equal(["a", "a", null], document.Refus.Select(r => r.Regle));
        Assert.Equal(["niveau", "statut", "[2]"], document.Refus.Select(r => r.Champ));
        Assert.Equal("b", Assert.Single(document.Regles).Regle.Id);
    }

    [Fact]
    public void What_is_refused_is_told_once()
    {
        var document = Lire(("statut", "\"à publier\""), ("condition_integration", "\"peut-être\""));

        Assert.Equal([new RemarqueRegle("r1", "condition_integration", "« peut-être » : écrire « peut intégrer » ou « ne doit pas intégrer ».")], document.Refus);
        Assert.Empty(document.Avertissements);
        Assert.All(LecteurRegles.Lire(Encoding.UTF8.GetBytes("[{\"niveau\":\"9\"}]")).Refus, refused => Assert.Null(refused.Regle)); // it has no id
    }

    [Fact]
    public void A_rule_that_submits_to_no_rector_may_say_that_no_academie_decided() =>
        Assert.Empty(Lire(("statut", "\"à publier\""), ("statut_academies", "{}")).Refus);

    [Fact]
    public void What_is_no_group_twenty_deep_is_told_as_such()
    {
        var condition = string.Concat(Enumerable.Repeat("{\"combinateur\":\"ET\",\"criteres\":[", 20)) + "1" + string.Concat(Enumerable.Repeat("]}", 20));

        Assert.Equal(["Un groupe est { combinateur, criteres }."], Lire(("statut", "\"à publier\""), ("regle_complementaire", condition)).Refus.Select(r => r.Motif));
    }

    private static DocumentRegles Lire(params (string Champ, string Valeur)[] fields) => LecteurRegles.Lire(Json(fields));

    private static byte[] Json(params (string Champ, string Valeur)[] fields) => Encoding.UTF8.GetBytes($"[{Regle(fields)}]");

    private static string Regle(params (string Champ, string Valeur)[] fields)
    {
        var all = new Dictionary<string, string>(Bonne);
        foreach (var (champ, valeur) in fields) all[champ] = valeur;
        return "{" + string.Join(',', all.Select(f => $"\"{f.Key}\":{f.Value}")) + "}";
    }
}
