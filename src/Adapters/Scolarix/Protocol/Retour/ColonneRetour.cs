namespace Parcoursup.Gateway.Adapters.Scolarix.Protocol;

/// <summary>A field of the daily file, and the header that it has unless the établissement says otherwise.</summary>
public sealed record ColonneRetour(string Champ, string Entete, bool Requise)
{
    public static readonly ColonneRetour CodeCandidat = new("codeCandidat", "NUMERO_PARCOURSUP", false);
    public static readonly ColonneRetour Ine = new("ine", "INE", false);
    public static readonly ColonneRetour CodeFormation = new("codeFormation", "CODE_FORMATION", false);
    public static readonly ColonneRetour Statut = new("statut", "STATUT", true);
    public static readonly ColonneRetour Payee = new("payee", "PAYEE", true);
    public static readonly ColonneRetour Date = new("date", "DATE", true);
    public static readonly ColonneRetour Type = new("type", "TYPE", false);

    public static readonly IReadOnlyList<ColonneRetour> Toutes = [CodeCandidat, Ine, CodeFormation, Statut, Payee, Date, Type];

    /// <summary>The header of this field in an établissement's files.</summary>
    public string EnteteDe(RetourOptions options) =>
        options.Colonnes.FirstOrDefault(c => string.Equals(c.Key, Champ, StringComparison.OrdinalIgnoreCase)).Value?.Trim() ?? Entete;
}
