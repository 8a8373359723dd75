namespace Parcoursup.Gateway.Simulators.Exposition.Monde;

/// <summary>
/// A catalogue of Parcoursup, the nomenclatures under their publishers' column names, and what the API holds of them: one world, so
/// that all three fit; the same for the same seed and size.
/// </summary>
/// <param name="Catalogue">The lines to match.</param>
/// <param name="Nomenclatures">One table a file.</param>
/// <param name="Jeu">What the API holds.</param>
public sealed record MondeExposition(TableMonde Catalogue, IReadOnlyList<TableMonde> Nomenclatures, JeuExposition Jeu)
{
    /// <summary>The published size of a catalogue.</summary>
    public const int Usuel = 24_000;

    /// <param name="graine">Another seed, another world.</param>
    /// <param name="lignes">Of the catalogue; établissements and certifications grow with it.</param>
    public static MondeExposition Generer(int graine, int lignes = Usuel)
    {
        var certifications = Certifications.Tirer(new Random(graine), lignes);
        var etablissements = Etablissements.Tirer(new Random(graine + 1), lignes);
        var catalogue = new CatalogueMonde(new Random(graine + 2), certifications, etablissements);
        var rows = catalogue.Lignes(lignes);
        return new MondeExposition(
            rows, Nomenclature.De(certifications, etablissements, catalogue, new Random(graine + 3)),
            DonneesMonde.De(certifications, catalogue, etablissements, new Random(graine + 4)));
    }

    /// <summary>Writes <c>catalogue.csv</c> and the folder <c>nomenclatures</c>.</summary>
    public async Task EcrireAsync(DirectoryInfo dossier, CancellationToken cancellationToken)
    {
        dossier.Create();
        var nomenclatures = dossier.CreateSubdirectory("nomenclatures");
        await File.WriteAllTextAsync(Path.Combine(dossier.FullName, Catalogue.Nom), Catalogue.Texte(), cancellationToken);
        foreach (var table in Nomenclatures)
            await File.WriteAllTextAsync(Path.Combine(nomenclatures.FullName, table.Nom), table.Texte(), cancellationToken);
    }
}
