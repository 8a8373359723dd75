namespace Parcoursup.Gateway.Adapters.Apogee;

/// <summary>What became of a message: <see cref="OpiRecu"/> or <see cref="OpiFaute"/>, never anything else.</summary>
public abstract record OpiLecture
{
    private protected OpiLecture() { }
}

/// <summary>A message that passes the checks of rule B2.</summary>
/// <param name="Version">N of the operation that was called.</param>
/// <param name="EspaceDeNoms">The caller's namespace, in which he is answered.</param>
/// <param name="CodOpiIntEpo">The OPI number, without surrounding blanks.</param>
public sealed record OpiRecu(int Version, string EspaceDeNoms, string CodOpiIntEpo, OpiContenu Contenu) : OpiLecture;

/// <summary>A message that is refused.</summary>
/// <param name="Code">The dotted code, <c>type.domaine.nature.element</c> (contract §4): clients compare it literally.</param>
/// <param name="Champ">Where, for instance <c>individu.codOpiIntEpo</c> or <c>voeux.item[2].codEtp</c> (from 1).</param>
/// <param name="Message">What is wrong, where, and what to do, in French.</param>
public sealed record OpiFaute(string Code, string Champ, string Message) : OpiLecture
{
    public static OpiFaute Missing(string element, string champ, string message) =>
        new($"technical.parameter.nullinput.{element}", champ, message);

    public static OpiFaute Incoherent(string element, string champ, string message) =>
        new($"technical.parameter.noncoherentinput.{element}", champ, message);
}
