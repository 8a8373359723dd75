using Parcoursup.Gateway.Adapters.Exposition.Fichiers;
using Parcoursup.Gateway.Domain.Exposition;
using Parcoursup.Gateway.Tests.Adapters.Exposition.Support;

namespace Parcoursup.Gateway.Tests.Adapters.Exposition.Fichiers;

/// <summary>Catalogue and nomenclatures under their publishers' own names, bad lines named, good neighbours read.</summary>
public sealed class LecteurCatalogueTests : IDisposable
{
    private readonly DirectoryInfo _dossier = Directory.CreateTempSubdirectory("catalogue-");
    private readonly List<AvertissementExposition> _avertissements = [];
    private readonly Catalogue _catalogue;

    public LecteurCatalogueTests() => _catalogue = new Catalogue(_dossier.FullName);

    public void Dispose() => _dossier.Delete(recursive: true);

    [Fact]
    public void Lines_come_in_the_order_of_their_keys_whatever_their_order_in_the_file()
    {
        string[] Cles(IEnumerable<int> numeros) =>
            [.. LecteurCatalogue.Lire(_catalogue.Ecrire(numeros).Entree, _avertissements).Select(l => l.Cle)];
        Assert.Equal(["2", "9", "10"], Cles([10, 2, 9]));
        Assert.Equal(Cles([10, 2, 9]), Cles([9, 10, 2]));
    }

    [Fact]
    public void A_bad_line_is_named_and_left_out_and_its_neighbours_are_read()
    {
        var lignes = LecteurCatalogue.Lire(
            _catalogue.Ecrire([1], ";;;L;;;;;;;;;Scolaire;x\ntrop;court\n;;;L;;;;;7;;;;Autre;x\n").Entree, _avertissements);
        Assert.Equal(["1", "7"], lignes.Select(l => l.Cle));
        Assert.Contains(_avertissements, a => a.Motif.Contains("ligne 3", StringComparison.Ordinal) && a.Motif.Contains("CODEFORMATIONACCUEIL"));
        Assert.Contains(_avertissements, a => a.Motif.Contains("ligne 4", StringComparison.Ordinal));
        Assert.Contains(_avertissements, a => a.Cle == "7" && a.Motif.Contains("« Autre »", StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_that_stands_twice_is_kept_once_and_the_same_one_whichever_comes_first()
    {
        const string Une = ";0000009A;;L;;11111111;;;9;;;;Scolaire;x\n", Autre = ";0000009A;;L;;22222222;;;9;;;;Scolaire;x\n";
        var avant = LecteurCatalogue.Lire(_catalogue.Ecrire([], Une + Autre).Entree, _avertissements);
        var apres = LecteurCatalogue.Lire(_catalogue.Ecrire([], Autre + Une).Entree, _avertissements);
        Assert.Equal(Assert.Single(avant).CodeCfd, Assert.Single(apres).CodeCfd);
        Assert.All(_avertissements, a => Assert.Equal("9", a.Cle));
        Assert.Equal(2, _avertissements.Count);
    }

    [Fact]
    public void An_uai_that_cannot_be_asked_is_said()
    {
        LecteurCatalogue.Lire(_catalogue.Ecrire([], "C590350K;;;L;;;;;9;;;;Scolaire;x\n").Entree, _avertissements);
        Assert.Contains("C590350K", Assert.Single(_avertissements).Motif, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_closes_its_source_a_missing_column_is_refused()
    {
        _catalogue.Ecrire([1]);
        var nomenclatures = LecteurNomenclatures.Lire(_catalogue.Nomenclatures, _avertissements);
        Assert.True(nomenclatures.Ouverte(SourceCode.Cfd));
        Assert.False(nomenclatures.Ouverte(SourceCode.Mef));
        Assert.Contains(_avertissements, a => a.Motif.StartsWith("n_mef.csv", StringComparison.Ordinal));

        _catalogue.Table("n_mef.csv", "MEF;AUTRE", "1;2");
        var refus = Assert.Throws<EntreeRefuseeException>(() => LecteurNomenclatures.Lire(_catalogue.Nomenclatures, _avertissements));
        Assert.Contains("MEF_STAT_11", refus.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_is_missing_or_misspelt_is_named()
    {
        _catalogue.Ecrire([1]);
        File.WriteAllText(_catalogue.Entree.FullName, File.ReadAllText(_catalogue.Entree.FullName).Replace("CODECFD", "CODE_CFD"));
        LecteurCatalogue.Lire(_catalogue.Entree, _avertissements);
        Assert.Equal("catalogue.csv : sans colonne CODECFD ;", Assert.Single(_avertissements).Motif[..38]);

        _catalogue.Table("acce_uai.csv", "numero_uai;acad", "0000001A;10");
        LecteurNomenclatures.Lire(_catalogue.Nomenclatures, _avertissements);
        Assert.Contains(_avertissements, a => a.Motif.StartsWith("acce_uai.csv : sans colonne academie", StringComparison.Ordinal));
    }

    [Fact]
    public void A_catalogue_without_any_line_is_refused() => Assert.Contains("aucune ligne",
        Assert.Throws<EntreeRefuseeException>(() => LecteurCatalogue.Lire(_catalogue.Ecrire([]).Entree, _avertissements)).Message);

    [Theory]
    [InlineData("n_mef.csv", "MEF;MEF_STAT_11;FORMATION_DIPLOME;DUREE_DISPOSITIF;ANNEE_DISPOSITIF", "1;311120116;32020116;2;2",
        "ligne 2 : colonne MEF_STAT_11 : « 311120116 »")]
    [InlineData("n_formation_diplome.csv", "FORMATION_DIPLOME", "2020116", "colonne FORMATION_DIPLOME : « 2020116 »")]
    [InlineData("n_diplome_sise.csv", "DIPLOME_SISE", "250024", "colonne DIPLOME_SISE : « 250024 »")]
    [InlineData("catalogue_rco.csv", "ID_RCO;cfd", "RCO|1;320", "colonne cfd : « 320 »")]
    [InlineData("encodages.csv", "CODEFORMATIONACCUEIL;code_certification_retenu", "1;2500249",
        "ligne 2 : colonne code_certification_retenu : « 2500249 » : un code SISE")]
    [InlineData("perimetre.csv", "Type diplôme;Filiere;Scope", "BTS;App.;O", "colonne Scope : « O »")]
    [InlineData("perimetre.csv", "Type diplôme;Filiere;Scope", "BTS;Voie;Oui", "colonne Filiere : « Voie »")]
    public void A_value_that_is_none_is_named_with_file_line_and_column(string nom, string entete, string ligne, string dit)
    {
        _catalogue.Ecrire([1]);
        _catalogue.Table(nom, entete, ligne);
        LecteurNomenclatures.Lire(_catalogue.Nomenclatures, _avertissements);
        Assert.Contains(_avertissements, a => a.Motif.StartsWith(nom, StringComparison.Ordinal) && a.Motif.Contains(dit, StringComparison.Ordinal));
    }

    [Fact]
    public void Values_that_are_none_are_counted_not_told_ten_thousand_times()
    {
        _catalogue.Ecrire([1]);
        _catalogue.Table("n_diplome_sise.csv", ["DIPLOME_SISE", "1", "2", "3", "2500249"]);
        LecteurNomenclatures.Lire(_catalogue.Nomenclatures, _avertissements);
        Assert.Contains("ni ceux de 2 autres lignes",
            Assert.Single(_avertissements, a => a.Motif.StartsWith("n_diplome_sise.csv, ", StringComparison.Ordinal)).Motif);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void The_order_of_lines_never_matters(int graine)
    {
        string[] lignes =
        [
            ";0000009A;;L;;11111111;;;9;;;;Scolaire;x", ";0000009A;;L;;22222222;;;9;;;;Scolaire;x", ";0000009A;;L;;11111111;;;9;;;;Scolaire;x",
            ";0000010A;;L;;11111111;;;10;2;;;App.;x", ";0000011A;;L;;11111111;;;11;;1;;Autre;x", ";;;L;;;;;;;;;Scolaire;x",
        ];
        var droit = Lus(lignes);
        new Random(graine).Shuffle(lignes);
        Assert.Equal(droit, Lus(lignes));

        string Lus(string[] dans) => System.Text.Json.JsonSerializer.Serialize(
            LecteurCatalogue.Lire(_catalogue.Ecrire([], string.Join('\n', dans) + "\n").Entree, _avertissements));
    }

    [Fact]
    public void Certifinfo_is_read_by_its_names_whatever_their_accents_and_the_letters_of_RNCP()
    {
        _catalogue.Ecrire([1]);
        _catalogue.Table("certifinfo.csv", "Code_Diplome;Code_RNCP;codeIdeo2;Code_Scolarite;Code_SISE;Code_Ancien_Diplome",
            $"1;RNCP35341;FOR.1;{Catalogue.Bts};NA;");
        var nomenclatures = LecteurNomenclatures.Lire(_catalogue.Nomenclatures, _avertissements);
        var ligne = new LigneCatalogue("1") { Voie = Voie.Apprentissage, Rncp = ["35341"] };
        Assert.Equal("CFD:32020116", Assert.Single(CandidatsRule.De(ligne, nomenclatures).Codes).Possible.ToString());
    }
}
