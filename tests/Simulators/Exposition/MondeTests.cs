using Parcoursup.Gateway.Simulators.Exposition.Monde;

namespace Parcoursup.Gateway.Simulators.Tests.Exposition;

/// <summary>The generated world: catalogue, nomenclatures and the API's data fit each other.</summary>
public sealed class MondeTests
{
    private static readonly MondeExposition Monde = MondeExposition.Generer(7, 6_000);

    [Fact]
    public void The_same_seed_makes_the_same_world_and_another_one_another()
    {
        var again = MondeExposition.Generer(7, 6_000);

        Assert.Equal(Monde.Catalogue.Texte(), again.Catalogue.Texte());
        Assert.Equal(Monde.Nomenclatures.Select(t => t.Texte()), again.Nomenclatures.Select(t => t.Texte()));
        Assert.Equal(Monde.Jeu.Formations, again.Jeu.Formations);
        Assert.Equal(Monde.Jeu.Certifications, again.Jeu.Certifications);
        Assert.NotEqual(Monde.Catalogue.Texte(), MondeExposition.Generer(8, 6_000).Catalogue.Texte());
    }

    [Fact]
    public void The_files_have_the_publishers_names_and_columns()
    {
        Assert.Equal(
            ["acce_uai.csv", "acce_uai_mere.csv", "catalogue_rco.csv", "certifinfo.csv", "encodages.csv", "n_diplome_sise.csv",
                "n_formation_diplome.csv", "n_mef.csv", "perimetre.csv"],
            Monde.Nomenclatures.Select(t => t.Nom).Order(StringComparer.Ordinal));
        Assert.Contains("CODESPÉCIALITÉ", Monde.Catalogue.Colonnes);
        Assert.Contains("FORMATION_PARAMÉTRÉE", Monde.Catalogue.Colonnes);
        Assert.Contains("Code_Scolarité", Table("certifinfo.csv").Colonnes);
        Assert.All([Monde.Catalogue, .. Monde.Nomenclatures], table => Assert.All(table.Lignes, l => Assert.Equal(table.Colonnes.Count, l.Count)));
    }

    [Fact]
    public void A_line_is_there_once()
    {
        Assert.Equal(6_000, Monde.Catalogue.Lignes.Count);
        Assert.Distinct(Values(Monde.Catalogue, "CODEFORMATIONACCUEIL"));
        Assert.All(["Scolaire", "Apprentissage"], way => Assert.Contains(way, Values(Monde.Catalogue, "APPRENTISSAGEOUSCOLAIRE")));
    }

    [Fact]
    public void The_APIs_records_have_codes_that_the_nomenclatures_know_and_a_key_of_their_own()
    {
        var known = Values(Table("n_mef.csv"), "MEF_STAT_11").Concat(Values(Table("n_formation_diplome.csv"), "FORMATION_DIPLOME"))
            .Concat(Values(Table("n_diplome_sise.csv"), "DIPLOME_SISE")).ToHashSet();

        Assert.All(Monde.Jeu.Formations, f => Assert.Contains(f.CodeCertification, known));
        Assert.Distinct(Monde.Jeu.Formations.Select(f => (f.Uai, f.CodeCertification, f.Filiere, f.Millesime)));
        Assert.Distinct(Monde.Jeu.Certifications.Select(f => (f.CodeCertification, f.Filiere, f.Millesime)));
    }

    [Fact]
    public void A_code_of_the_statistics_belongs_to_one_year()
    {
        Assert.All(Values(Table("n_mef.csv"), "MEF_STAT_11"), code => Assert.Equal(11, code!.Length));
        Assert.Distinct(Values(Table("n_mef.csv"), "MEF_STAT_11"));
        Assert.Distinct(Values(Table("n_mef.csv"), "MEF"));
    }

    [Fact]
    public void Every_trap_of_the_contract_is_set()
    {
        var mefs = Table("n_mef.csv");
        var finals = mefs.Lignes.Where(l => Value(mefs, l, "DUREE_DISPOSITIF") == Value(mefs, l, "ANNEE_DISPOSITIF")).ToList();
        var contradicted = finals.Count(l => Value(mefs, l, "MEF_STAT_11")![3..4] != Value(mefs, l, "ANNEE_DISPOSITIF"));
        var rows = mefs.Lignes.Count(l => Value(mefs, l, "MEF_STAT_11")![3..4] != Value(mefs, l, "ANNEE_DISPOSITIF"));
        // 1 493 of 10 067.
        Assert.InRange(rows / (double)mefs.Lignes.Count, 0.11, 0.19);
        Assert.NotEqual(0, contradicted);
        Assert.Contains(finals, l => Value(mefs, l, "MEF_STAT_11")!.EndsWith('A'));
        Assert.Contains(finals.GroupBy(l => Value(mefs, l, "FORMATION_DIPLOME")), g => g.Count() > 1);
        Assert.Contains(Monde.Jeu.Terminales, t => t.Value.Count > 1);

        var diplomes = Table("n_formation_diplome.csv");
        Assert.Contains(Values(diplomes, "NOUVEAU_DIPLOME_2"), v => v is not null);
        Assert.Contains(Values(diplomes, "ANCIEN_DIPLOME_2"), v => v is not null);
        Assert.Contains(Values(Table("certifinfo.csv"), "Code_Ancien_Diplome"), v => v is not null);
        Assert.Contains("00000000", Values(diplomes, "ANCIEN_DIPLOME_1"));
        var newer = diplomes.Lignes.Where(l => Value(diplomes, l, "NOUVEAU_DIPLOME_1") is not null).ToList();
        Assert.Contains(newer, l => diplomes.Lignes.Single(o => Value(diplomes, o, "FORMATION_DIPLOME") == Value(diplomes, l, "NOUVEAU_DIPLOME_1"))
            is var other && Value(diplomes, other, "ANCIEN_DIPLOME_1") is null);

        Assert.Contains(Values(Monde.Catalogue, "UAI_GES"), uai => uai!.StartsWith('C'));
        Assert.Contains(Values(Monde.Catalogue, "LISTE_RNCP"), list => list?.Contains(';', StringComparison.Ordinal) == true);
        Assert.Contains(Values(Monde.Catalogue, "LISTE_IDEO"), list => list?.Contains(';', StringComparison.Ordinal) == true);
        Assert.Contains(Monde.Jeu.Formations, f => f.NbAnneeTerm is null);
        Assert.Contains(Monde.Jeu.Formations, f => f.NbAnneeTerm < 20);
        Assert.Contains(Monde.Jeu.Formations.GroupBy(f => (f.Uai, f.CodeCertification)), g => g.Count() > 1);
        Assert.Equal(["agricole", "apprentissage", "pro", "superieur"], Monde.Jeu.Formations.Select(f => f.Filiere).Distinct().Order());
        Assert.NotEmpty(Table("encodages.csv").Lignes);
        Assert.NotEmpty(Table("acce_uai_mere.csv").Lignes);
        Assert.Contains("Non", Values(Table("perimetre.csv"), "Scope"));
    }

    [Fact]
    public async Task It_is_written_as_files_that_read_back()
    {
        var folder = Directory.CreateTempSubdirectory("monde-");
        try
        {
            await Monde.EcrireAsync(folder, TestContext.Current.CancellationToken);

            var lines = await File.ReadAllLinesAsync(Path.Combine(folder.FullName, "catalogue.csv"));
            Assert.Equal(6_001, lines.Length);
            Assert.Equal(9, folder.GetDirectories("nomenclatures").Single().GetFiles().Length);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static TableMonde Table(string name) => Monde.Nomenclatures.Single(t => t.Nom == name);

    private static IEnumerable<string?> Values(TableMonde table, string column) => table.Lignes.Select(l => Value(table, l, column));

    private static string? Value(TableMonde table, IReadOnlyList<string?> row, string column) =>
        row[table.Colonnes.ToList().IndexOf(column)];
}
