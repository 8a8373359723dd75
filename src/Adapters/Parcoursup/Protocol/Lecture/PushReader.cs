using System.Text.Json;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>
/// Reads the body of a push, <c>admissionCandidat</c> (contract §3): credentials beside the candidate, whose members
/// stand in <c>donneesCandidat</c> or at the root; inside the wrapper they win.
/// </summary>
public static class PushReader
{
    internal const string TestField = "testConnecteur";

    /// <param name="corps">The body as received.</param>
    /// <param name="sessionParDefaut">Used when the candidate names no session.</param>
    public static PushLecture Read(ReadOnlyMemory<byte> corps, int? sessionParDefaut = null)
    {
        if (!JsonBody.TryParse(corps, out var document, out var error))
            return new PushIllisible(error.Message, error.Ligne, error.Colonne);

        using (document)
        {
            var root = FieldSet.Of(document.RootElement);
            var identifiants = JsonBody.IdentifiantsOf(root);
            var test = root.Find(TestField)?.Text;
            if (root.Nested("donneesCandidat") is { } wrapped) root.With(wrapped);
            return new PushLu(identifiants.Login, identifiants.MotDePasse, CandidatReader.Read(root, sessionParDefaut), test);
        }
    }
}
