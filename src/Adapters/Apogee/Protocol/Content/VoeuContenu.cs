namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>What the gateway itself needs to know of one wish of a content: its VET and its decision.</summary>
public sealed record VoeuContenu(string CodCge, string CodEtp, int CodVrsVet, string CodDecVeu, int NumCls, string? CodCatOuiSi);

/// <summary>Who the OPI is about, as the message says it (rule A5).</summary>
/// <param name="Ine">Whole, with its key, whatever version brought it; upper case without blanks.</param>
/// <param name="DateNaissance">As received, normally ddMMyyyy.</param>
public sealed record IdentiteContenu(string? CodOpiIntEpo, string? Ine, string? Nom, string? Prenom, string? DateNaissance);
