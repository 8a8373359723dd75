using Parcoursup.Gateway.Adapters.Parcoursup.Protocol.Export;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Tests;

/// <summary>A line of the export over what the interface has told: the file is only a part of it.</summary>
public sealed class ExportMergeTests
{
    private static readonly VoeuKey Key = new(2026, 17, 8842, false);
    private static readonly DateTime Answer = new(2026, 6, 3, 10, 0, 0, DateTimeKind.Unspecified);

    private static readonly Candidat Known = new()
    {
        Session = 2026, CodeCandidat = 17, Nom = "Lefèvre", CodePaysNaissance = "BE", CodePaysNationalite = "99100", Mail = "a@exemple.fr",
        Adresse = new Adresse { Ligne1 = "1 rue haute", Ligne2 = "Bât. C", CodePostal = "73000", CodeCommune = "73065", LibelleCommune = "CHAMBERY", CodePays = "FR" },
        Bac = new InscriptionBac { Serie = "S", Mention = "AB" }, ResponsablesLegaux = [new ResponsableLegal { Nom = "Parent" }],
    };

    [Fact]
    public void What_the_file_does_not_carry_stays()
    {
        var merged = ExportMerge.Candidat(new LigneExport { Ligne = 2, CodeCandidat = 17, Nom = "Lefèvre-Martin" }, Known, 2026);

        Assert.Equal(Known with { Nom = "Lefèvre-Martin" }, merged);
    }

    [Fact]
    public void A_known_code_is_not_exchanged_for_a_label_unless_one_of_them_is_France()
    {
        var line = new LigneExport { Ligne = 2, CodeCandidat = 17, PaysNaissance = "Belgique", Nationalite = "Française", SerieBac = "Générale", MentionBac = "Assez bien" };
        Assert.Equal(Known, ExportMerge.Candidat(line, Known, 2026));

        Assert.Equal(("FR", "Belge"), (ExportMerge.Candidat(line with { PaysNaissance = "FRANCE" }, Known, 2026).CodePaysNaissance,
            ExportMerge.Candidat(line with { Nationalite = "Belge" }, Known, 2026).CodePaysNationalite));
        Assert.Equal("Belgique", ExportMerge.Candidat(line, null, 2026).CodePaysNaissance);
    }

    [Fact]
    public void An_address_is_replaced_as_one_thing()
    {
        var same = new LigneExport { Ligne = 2, CodeCandidat = 17, Adresse1 = "1 rue haute", Adresse2 = "Bât. C", CodePostal = "73000", Commune = "Chambéry", Pays = "France" };
        Assert.Equal(Known.Adresse, ExportMerge.Candidat(same, Known, 2026).Adresse);

        var moved = ExportMerge.Candidat(same with { Adresse1 = "2 quai bas", Adresse2 = null, CodePostal = "69001", Commune = "Lyon" }, Known, 2026).Adresse;
        Assert.Equal(new Adresse { Ligne1 = "2 quai bas", CodePostal = "69001", LibelleCommune = "Lyon", CodePays = "FR" }, moved);
    }

    [Theory]
    [InlineData(null, true, Situation.Acceptee)] // new, with a date
    [InlineData(null, false, Situation.SansReponse)] // new, without
    [InlineData(Situation.AccepteeEnAttente, false, Situation.AccepteeEnAttente)]
    [InlineData(Situation.Refusee, false, Situation.Refusee)]
    public void A_date_of_answer_means_accepted_and_none_keeps_what_is_known(int? known, bool dated, int expected)
    {
        var before = known is { } code ? new Voeu { Key = Key, CodeSituation = code, DateReponse = Answer.AddDays(-1), CodeAmenagement = 1 } : null;

        var merged = ExportMerge.Voeu(new LigneExport { Ligne = 2, CodeCandidat = 17, DateReponse = dated ? Answer : null }, before, Key);

        Assert.Equal((expected, before?.CodeAmenagement ?? 0), (merged.CodeSituation, merged.CodeAmenagement));
    }

    [Fact]
    public void The_answer_of_the_known_date_is_told_more_precisely_by_the_known_code()
    {
        var known = new Voeu { Key = Key, CodeSituation = Situation.AccepteeEnAttente, DateReponse = Answer };
        var line = new LigneExport { Ligne = 2, CodeCandidat = 17, DateReponse = Answer };

        Assert.Equal(known, ExportMerge.Voeu(line, known, Key));
        Assert.Equal(Situation.Acceptee, ExportMerge.Voeu(line with { DateReponse = Answer.AddHours(1) }, known, Key).CodeSituation);
    }
}
