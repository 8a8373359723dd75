namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>There is no room for what was sent now. Nothing of it was kept: whoever sent it sends the same again.</summary>
/// <param name="message">Why, and what to do, in French.</param>
/// <param name="retryAfter">After how many seconds.</param>
public abstract class EnvoiRepousse(string message, string retryAfter) : Exception(message)
{
    public string RetryAfterSeconds => retryAfter;
}
