namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

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
public sealed record OpiFaute : OpiLecture
{
    /// <summary>A refusal of ours.</summary>
    public OpiFaute(CodeFaute code, string champ, string message)
    {
        ArgumentNullException.ThrowIfNull(code);
        (Code, Champ, Message) = (code.Texte, champ, message);
    }

    private OpiFaute(string code, string message) => (Code, Champ, Message) = (code, "", message);

    /// <summary>The dotted code, <c>type.domaine.nature.element</c> (contract §4): clients compare it literally.</summary>
    public string Code { get; }

    /// <summary>Where, for instance <c>individu.codOpiIntEpo</c> or <c>voeux.item[2].codEtp</c> (from 1); empty for the whole.</summary>
    public string Champ { get; }

    /// <summary>What is wrong, where, and what to do, in French.</summary>
    public string Message { get; }

    /// <summary>A refusal of the SIS behind us, in its own words (rule B6).</summary>
    /// <param name="code">The SIS's code; null when it is not known any more.</param>
    /// <param name="message">The SIS's own text.</param>
    public static OpiFaute OfSis(string? code, string? message) =>
        new(string.IsNullOrWhiteSpace(code) ? CodesFaute.RefusDuSis.Texte : code, string.IsNullOrWhiteSpace(message)
            ? "Le SIS refuse cette OPI." : message);
}
