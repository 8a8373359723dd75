namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// The dotted code of a refusal of ours, <c>type.domaine.nature.element</c> (contract §4). Only <see cref="CodesFaute"/>
/// and <see cref="CodesTraitement"/> make them, so that what a service can answer and what its catalogue lists are the same.
/// </summary>
public sealed record CodeFaute
{
    internal CodeFaute(string texte) => Texte = texte;

    /// <summary>As it goes over the wire: clients compare it literally.</summary>
    public string Texte { get; }

    public override string ToString() => Texte;
}
