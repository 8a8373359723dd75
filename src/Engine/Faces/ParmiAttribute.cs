namespace Parcoursup.Gateway.Engine.Faces;

/// <summary>
/// A filter that is text and takes few words: <see cref="FiltresConnus"/> refuses others, the API's description names them.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class ParmiAttribute(params string[] mots) : Attribute
{
    public virtual IReadOnlyList<string> Mots(IServiceProvider services) => mots;

    /// <param name="words">Those of <see cref="Mots"/>, taken in whichever case.</param>
    public virtual bool Admet(string value, IReadOnlyList<string> words) => words.Contains(value, StringComparer.OrdinalIgnoreCase);
}
