using System.Globalization;
using System.Text;

namespace Parcoursup.Gateway.Simulators.Scolarix;

/// <summary>Writes the return of a day; whoever watches the folder never sees half of it.</summary>
internal sealed class RetourWriter(ScolarixOptions options)
{
    private const string FinDeLigne = "\r\n";
    private const string EnTete = "NUMERO_PARCOURSUP;INE;CODE_FORMATION;STATUT;PAYEE;DATE;TYPE";

    /// <summary>The name of the file.</summary>
    public async Task<string> WriteAsync(DateOnly jour, int rang, IEnumerable<(InscriptionScolarix Inscription, string Ine)> lignes,
        CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.DossierRetour);
        var nom = string.Create(CultureInfo.InvariantCulture, $"retour_{options.Etablissement}_{jour:yyyyMMdd}_{rang:D3}.csv");
        var texte = EnTete + FinDeLigne + string.Concat(lignes.Select(l => Ligne(l.Inscription, l.Ine) + FinDeLigne));
        var brouillon = Path.Combine(options.DossierRetour, nom + ".tmp");
        await File.WriteAllTextAsync(brouillon, texte, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellationToken);
        File.Move(brouillon, Path.Combine(options.DossierRetour, nom));
        return nom;
    }

    private static string Ligne(InscriptionScolarix inscription, string ine) => string.Create(
        CultureInfo.InvariantCulture,
        $"{inscription.CodeCandidat};{ine};{inscription.CodeFormation};{(inscription.Annulee ? "ANNULEE" : "VALIDEE")};"
        + $"{(inscription.Payee ? "O" : "N")};{inscription.Date:dd/MM/yyyy HH:mm};{inscription.Type}");
}
